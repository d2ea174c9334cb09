package zarang.routing.statistics;

import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what is kept of agents; what is damaged is counted and passed over. Any thread. */
final class AgentTimeReader {
    private static final Logger log = LoggerFactory.getLogger(AgentTimeReader.class);

    private final LongAdder damaged = new LongAdder();

    /** Empty: it is damaged, and the agent's next state begins anew. */
    Optional<AgentTime> read(String agent, String text) {
        Optional<AgentTime> read = AgentTime.read(text);
        if (read.isEmpty()) {
            damaged.increment();
            log.error(
                    "statistics.damaged agent={}: what is kept of it cannot be read; begun anew"
                            + " with its next state",
                    agent);
        }
        return read;
    }

    /** How often that was so. */
    long damaged() {
        return damaged.sum();
    }
}
