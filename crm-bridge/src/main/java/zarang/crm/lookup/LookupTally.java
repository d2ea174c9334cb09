package zarang.crm.lookup;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what scripts asked outside. Any thread. */
public final class LookupTally {
    /** How a question can end. */
    private static final Set<String> ENDS =
            Set.of(
                    "found",
                    "not-found",
                    "timeout",
                    "unfit",
                    "busy",
                    "left-alone",
                    "private-address",
                    "unknown-host",
                    "status",
                    "no-answer",
                    "no-json",
                    "away",
                    "fault");

    private final Map<String, LongAdder> ended = new ConcurrentHashMap<>();
    private final LongAdder retried = new LongAdder();
    private final LongAdder leftAlone = new LongAdder();

    public LookupTally() {
        ENDS.forEach(end -> ended.put(end, new LongAdder()));
    }

    void ended(String how) {
        LongAdder count = ended.get(how);
        if (count == null) {
            throw new IllegalArgumentException("not an end of a look-up: " + how);
        }
        count.increment();
    }

    void retried() {
        retried.increment();
    }

    void leftAlone() {
        leftAlone.increment();
    }

    public LookupCounts counts() {
        Map<String, Long> counts = new TreeMap<>();
        ended.forEach((how, count) -> counts.put(how, count.sum()));
        return new LookupCounts(counts, retried.sum(), leftAlone.sum());
    }
}
