package zarang.routing.statistics;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import zarang.call.journal.JournalConsumer;
import zarang.call.loop.ControlLoop;

/** The real consumer that makes the figures, over a store in memory that outlives processes. */
public final class StatisticsInWorld {
    private static final int MOST = 10_000;

    private final StatisticsInMemory kept = new StatisticsInMemory();

    /** For one life of a process. */
    public JournalConsumer consumer(ControlLoop loop) {
        return new StatisticsConsumer(kept, loop, loop.instant(), queue -> ServiceLimits.DEFAULT);
    }

    /** Of queues, as of now. */
    public List<QueueRow> queues(ControlLoop loop, Instant from) {
        return reader(loop).queues(wish(from, loop.instant())).toCompletableFuture().join();
    }

    /** Of agents, as of now. */
    public List<AgentRow> agents(ControlLoop loop, Instant from) {
        return reader(loop).agents(wish(from, loop.instant())).toCompletableFuture().join();
    }

    private Statistics reader(ControlLoop loop) {
        return new Statistics(loop, kept, ZoneOffset.UTC, queue -> ServiceLimits.DEFAULT);
    }

    private static StatisticsWish wish(Instant from, Instant to) {
        return new StatisticsWish(
                from, to, IntervalStep.WHOLE, Optional.empty(), Optional.empty(), MOST);
    }
}
