package zarang.server.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zarang.call.fact.FactType;
import zarang.call.fact.FactTypes;
import zarang.call.fact.FactsOfCall;
import zarang.call.journal.JournalConsumer;
import zarang.call.journal.JournalEntry;
import zarang.call.journal.StoredEntry;
import zarang.call.loop.VirtualLoop;
import zarang.journal.JournalSettings;
import zarang.journal.RedisJournal;
import zarang.journal.Waiting;
import zarang.journal.spool.SpoolSettings;
import zarang.redis.RedisLink;
import zarang.redis.testkit.TestRedis;
import zarang.routing.agent.AgentStateChanged;
import zarang.routing.statistics.AgentRow;
import zarang.routing.statistics.IntervalStep;
import zarang.routing.statistics.NaiveCount;
import zarang.routing.statistics.QueueRow;
import zarang.routing.statistics.RandomDays;
import zarang.routing.statistics.Statistics;
import zarang.routing.statistics.StatisticsWish;
import zarang.routing.statistics.ToldEntry;

/**
 * Two nodes make the statistics of one house from the journal, and fail at every twentieth entry.
 */
class StatisticsJournalIT {
    private static final FactTypes TYPES = types();
    private static final int CALLS = 40;

    @TempDir Path folder;

    private static FactTypes types() {
        List<FactType<?>> all = new ArrayList<>(FactsOfCall.TYPES);
        all.add(AgentStateChanged.TYPE);
        return new FactTypes(all);
    }

    /**
     * Counts; at every twentieth entry it fails after it has counted, so that the entry comes
     * again.
     */
    private static final class Node implements JournalConsumer, AutoCloseable {
        final RedisLink link;
        final RedisJournal journal;
        final Statistics statistics;
        private final AtomicInteger given = new AtomicInteger();

        Node(String name, TestRedis redis, Path folder, Instant now) throws IOException {
            link = RedisLink.open(redis.uri(), List.of(RedisJournal.LIBRARY, Statistics.library()));
            journal =
                    RedisJournal.open(
                            JournalSettings.of(name, SpoolSettings.in(folder.resolve(name))),
                            link,
                            Waiting.clock(),
                            TYPES);
            statistics =
                    Statistics.open(
                            new VirtualLoop(now),
                            link,
                            Duration.ofDays(92),
                            ZoneId.of("Europe/Berlin"),
                            queue -> RandomDays.LIMITS);
            Waiting.until(link::isUp);
            journal.consume(this);
        }

        @Override
        public String name() {
            return statistics.consumer().name();
        }

        @Override
        public void accept(StoredEntry entry, long sequence) throws Exception {
            statistics.consumer().accept(entry, sequence);
            if (given.incrementAndGet() % 20 == 0) {
                throw new IllegalStateException("killed before it is acknowledged");
            }
        }

        @Override
        public void close() {
            journal.close();
            link.close();
        }
    }

    @Test
    void whatFailsBetweenCountingAndItsAcknowledgementLosesNothingAndDoublesNothing()
            throws Exception {
        Instant begin =
                Waiting.clock()
                        .instant()
                        .minus(Duration.ofHours(26))
                        .truncatedTo(ChronoUnit.MILLIS);
        Instant end = begin.plus(Duration.ofDays(2));
        long seed = Long.getLong("zarang.seed", 20_261_127L);
        RandomDays days = new RandomDays(seed, begin, Duration.ofDays(1), CALLS);
        try (TestRedis redis = TestRedis.start();
                Node first = new Node("n1", redis, folder, days.end());
                Node second = new Node("n2", redis, folder, days.end())) {
            Waiting.until(() -> nodes(first.link) == 2);
            long entries = 0;
            for (List<ToldEntry> story : days.entries) {
                for (ToldEntry entry : story) {
                    first.journal.append(
                            new JournalEntry(
                                    entry.id(), entry.subject(), entry.at(), entry.fact()));
                    entries++;
                }
            }
            long all = entries;
            Waiting.until(() -> done(first) + done(second) == all);
            assertThat(done(second)).isPositive();
            NaiveCount naive = new NaiveCount(days);
            List<QueueRow> queues = get(second.statistics.queues(wish(begin, end)));
            List<AgentRow> agents = get(second.statistics.agents(wish(begin, end)));
            assertThat(queues).isNotEmpty();
            assertThat(agents).isNotEmpty();
            for (QueueRow row : queues) {
                assertThat(row)
                        .as("seed " + seed)
                        .isEqualTo(naive.queue(row.queue(), row.from(), row.to()));
            }
            for (AgentRow row : agents) {
                assertThat(row)
                        .as("seed " + seed)
                        .isEqualTo(naive.agent(row.agent(), row.from(), row.to()));
            }
            assertThat(first.statistics.counts().again() + second.statistics.counts().again())
                    .as("what came again")
                    .isPositive();
        }
    }

    private static long done(Node node) {
        return node.journal.figures().consumers().getFirst().done();
    }

    /** How many have partitions. */
    private static int nodes(RedisLink link) {
        CompletionStage<Map<String, String>> shares =
                link.run(
                        Duration.ofSeconds(5),
                        commands -> commands.hgetall("{journal}:shares:statistics"));
        return new HashSet<>(shares.toCompletableFuture().join().values()).size();
    }

    private static StatisticsWish wish(Instant from, Instant to) {
        return new StatisticsWish(
                from, to, IntervalStep.QUARTER, Optional.empty(), Optional.empty(), 10_000);
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
