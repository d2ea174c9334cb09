package zarang.routing.callback;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the dialler has done. Any thread. */
final class CallbackTally {
    private static final Logger log = LoggerFactory.getLogger(CallbackTally.class);
    private static final String REFUSED = "refused";

    /** Each has its figure from the start; what a rule is against is one of them. */
    private static final Set<String> OUTCOMES =
            Set.of(
                    "answered",
                    "busy",
                    "no-answer",
                    "rejected",
                    "unreachable",
                    "wrong-number",
                    "cancelled",
                    "not-now",
                    REFUSED);

    private final Map<String, LongAdder> tried =
            OUTCOMES.stream().collect(Collectors.toMap(each -> each, each -> new LongAdder()));

    /** Call-backs that no rule allows now, so that the log has each once. */
    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    private volatile boolean leads;
    private volatile int turns;

    CallbackTally() {}

    void tried(String outcome) {
        LongAdder counter = tried.get(OUTCOMES.contains(outcome) ? outcome : REFUSED);
        if (counter != null) {
            counter.increment();
        }
    }

    /** Why one may not be called now; empty if it may. */
    void against(String id, Optional<String> why) {
        if (why.isEmpty()) {
            refused.remove(id);
        } else if (refused.size() < Callbacks.ALL_MAX && refused.add(id)) {
            log.warn(
                    "callback.not-allowed id={} reason={}: see calling.rules in agents.yaml",
                    id,
                    why.get());
        }
    }

    void set(boolean leading, int inLine) {
        leads = leading;
        turns = inLine;
        if (!leading) {
            refused.clear();
        }
    }

    CallbackCounts read() {
        Map<String, Long> counts = new TreeMap<>();
        tried.forEach((outcome, count) -> counts.put(outcome, count.sum()));
        return new CallbackCounts(counts, turns, leads);
    }
}
