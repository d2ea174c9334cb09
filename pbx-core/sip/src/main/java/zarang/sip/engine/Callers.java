package zarang.sip.engine;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import zarang.sip.dialog.IncomingSession;
import zarang.sip.source.SourceKey;

/**
 * The calls in progress of each source, so that one that calls and calls is refused while others
 * are served. Bounded by the legs. Control loop only.
 */
final class Callers {
    private final Map<Long, Set<IncomingSession>> bySource = new HashMap<>();

    /** Whether that source may have one more call in progress. */
    boolean hasRoom(InetAddress source, int callsMax, int unansweredMax) {
        Set<IncomingSession> calls = bySource.getOrDefault(SourceKey.of(source), Set.of());
        if (calls.size() >= callsMax) {
            return false;
        }
        return calls.size() < unansweredMax
                || calls.stream().filter(call -> !call.isAcknowledged()).count() < unansweredMax;
    }

    void begun(IncomingSession call) {
        bySource.computeIfAbsent(key(call), source -> new HashSet<>()).add(call);
    }

    void over(IncomingSession call) {
        bySource.computeIfPresent(
                key(call),
                (source, calls) -> {
                    calls.remove(call);
                    return calls.isEmpty() ? null : calls;
                });
    }

    private static long key(IncomingSession call) {
        return SourceKey.of(call.source().address().getAddress());
    }
}
