package zarang.routing.dispatch;

import java.time.Duration;
import java.util.List;
import zarang.call.AgentId;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.fact.Subject;
import zarang.call.queue.CallerWants;
import zarang.call.queue.OfferId;

/**
 * A caller whom another floor had until now, as its own process knows it. Times are ages: processes
 * need not agree what time it is.
 *
 * @param waited since the caller first began to wait in this call
 * @param inQueue since it joined this queue, this time
 * @param placed whether it was told its place already
 * @param ahead how much earlier than it came it counts as having come, because somebody said so
 * @param wants of the agent who takes it
 */
public record CarriedCaller(
        Subject subject,
        QueueName queue,
        Tier tier,
        Duration waited,
        Duration inQueue,
        boolean placed,
        Standing standing,
        Duration ahead,
        CallerWants wants) {
    /** One whom nobody gave another place, and whom any agent of the queue may take. */
    public CarriedCaller(
            Subject subject,
            QueueName queue,
            Tier tier,
            Duration waited,
            Duration inQueue,
            boolean placed,
            Standing standing) {
        this(
                subject,
                queue,
                tier,
                waited,
                inQueue,
                placed,
                standing,
                Duration.ZERO,
                CallerWants.NOTHING);
    }

    /** What the caller is in. */
    public sealed interface Standing {
        record Waits() implements Standing {}

        /** Agents' phones ring: that of one, unless the queue rings all. */
        record Rings(List<Ring> rings) implements Standing {
            public Rings {
                rings = List.copyOf(rings);
            }

            /** That of one. */
            public Rings(OfferId offer, AgentId agent, Duration rungFor) {
                this(List.of(new Ring(offer, agent, rungFor)));
            }
        }

        /**
         * An agent's phone.
         *
         * @param rungFor since when
         */
        record Ring(OfferId offer, AgentId agent, Duration rungFor) {}

        record Talks(OfferId offer, AgentId agent) implements Standing {}
    }
}
