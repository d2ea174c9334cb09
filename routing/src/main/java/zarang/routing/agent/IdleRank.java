package zarang.routing.agent;

import java.time.Instant;
import zarang.call.QueueName;

/** Where an agent who becomes idle stands among the idle of a queue. */
@FunctionalInterface
public interface IdleRank {
    /** Lowest first; among equals the longest idle. */
    double of(Agent agent, QueueName queue, Instant now);
}
