package zarang.sip.transaction;

import java.util.HashMap;
import java.util.Map;
import zarang.sip.source.SourceKey;

/** How many live server transactions each source has. Bounded by the transactions. */
final class LiveBySource {
    private final Map<Long, Integer> live = new HashMap<>();

    int of(Hop source) {
        return live.getOrDefault(key(source), 0);
    }

    void begun(Hop source) {
        live.merge(key(source), 1, Integer::sum);
    }

    void over(Hop source) {
        live.computeIfPresent(key(source), (key, count) -> count == 1 ? null : count - 1);
    }

    private static long key(Hop source) {
        return SourceKey.of(source.address().getAddress());
    }
}
