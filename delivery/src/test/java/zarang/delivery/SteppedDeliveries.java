package zarang.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import zarang.call.loop.ControlLoop;
import zarang.testkit.StoreAnswers;

/**
 * Deliveries of one process with a control loop in place of their threads: the real pumps, over an
 * outbox in memory.
 */
public final class SteppedDeliveries {
    /** What outlives the process. */
    public static final class Kept {
        private final OutboxInMemory outbox = new OutboxInMemory();

        /** Messages that wait for a destination. */
        public int pending(String destination) {
            return outbox.pending(destination);
        }

        /** Ids of messages that were given up. */
        public List<String> dead() {
            return outbox.dead;
        }
    }

    private final ControlLoop loop;
    private final Deliveries deliveries;
    private boolean closed;

    /**
     * @param loop the process' own, which dies with it
     * @param answers of the outbox; at once or not at all
     */
    public SteppedDeliveries(
            Line line,
            String node,
            Destination destination,
            Kept kept,
            ControlLoop loop,
            StoreAnswers answers,
            RandomGenerator random) {
        this.loop = loop;
        Outbox outbox = new OutboxAway(kept.outbox, answers);
        DestinationPump pump =
                new DestinationPump(line, destination, node, outbox, loop, random, loop::schedule);
        deliveries =
                new Deliveries(
                        line,
                        List.of(pump),
                        outbox,
                        new RemovedDestinations(line, Set.of(destination.id()), outbox, loop),
                        loop);
        turn(pump);
    }

    private void turn(DestinationPump pump) {
        if (closed) {
            return;
        }
        Duration wait = pump.turn();
        loop.schedule(wait.isZero() ? Duration.ofMillis(1) : wait, () -> turn(pump));
    }

    /** Sends nothing more. */
    public void close() {
        closed = true;
    }

    /** Where messages are put in. */
    public Deliveries deliveries() {
        return deliveries;
    }
}
