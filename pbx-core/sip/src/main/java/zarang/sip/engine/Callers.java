package zarang.sip.engine;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import zarang.sip.session.Accept;
import zarang.sip.source.SourceKey;

/**
 * The calls in progress of each source, so that one that calls and calls is refused while others
 * are served. Bounded by the legs. Control loop only.
 */
final class Callers {
    /** Of one source. */
    private static final class Calls {
        private int inProgress;

        /**
         * Those that were not acknowledged when they were last looked at, which is when there are
         * too many: to look at every call for each that comes in took a tenth of the loop at 1,000.
         */
        private final Set<Accept> waiting = new HashSet<>();
    }

    private final Map<Long, Calls> bySource = new HashMap<>();

    /** Whether that source may have one more call in progress. */
    boolean hasRoom(InetAddress source, int callsMax, int unansweredMax) {
        Calls calls = bySource.get(SourceKey.of(source));
        if (calls == null) {
            return true;
        }
        if (calls.waiting.size() >= unansweredMax) {
            calls.waiting.removeIf(call -> call.session().isAcknowledged());
        }
        return calls.inProgress < callsMax && calls.waiting.size() < unansweredMax;
    }

    void begun(Accept call) {
        Calls calls = bySource.computeIfAbsent(key(call), source -> new Calls());
        calls.inProgress++;
        calls.waiting.add(call);
    }

    void over(Accept call) {
        bySource.computeIfPresent(
                key(call),
                (source, calls) -> {
                    calls.waiting.remove(call);
                    return --calls.inProgress == 0 ? null : calls;
                });
    }

    private static long key(Accept call) {
        return SourceKey.of(call.source().address().getAddress());
    }
}
