package zarang.routing.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.fact.Subject;

/** CC17: callers who come and go in any order stand sorted, as in a tree. */
final class SortedCallersTest {
    private static final Instant NOW = Instant.parse("2026-03-21T08:00:00Z");

    /** Its nanoseconds since 1970 are no long. */
    private static final Instant FAR = Instant.parse("2400-03-21T08:00:00Z");

    private static QueueEntry entry(int number, Instant since) {
        return QueueEntry.of(
                new Subject("call", "c" + number),
                Tier.BRONZE,
                since,
                QueueSettings.defaults(new QueueName("sales")),
                TierOffsets.defaults(),
                FAR,
                number);
    }

    private static Instant since(RandomGenerator random) {
        Instant about = random.nextInt(4) == 0 ? FAR : NOW;
        return about.minusSeconds(random.nextInt(60)).plusNanos(random.nextInt(2));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whoComesAndGoesLeavesTheOthersInOrder(long seed) {
        RandomGenerator random = new Random(seed);
        List<QueueEntry> all =
                IntStream.range(0, 200).mapToObj(n -> entry(n, since(random))).toList();
        SortedCallers sorted = SortedCallers.byKey();
        SortedCallers aged = SortedCallers.byArrival();
        NavigableSet<QueueEntry> tree = new TreeSet<>(QueueEntry.BY_KEY);
        for (int step = 0; step < 2_000; step++) {
            QueueEntry entry = all.get(random.nextInt(all.size()));
            boolean isMostlyFull = step / 500 % 2 == 0;
            if (random.nextInt(4) > 0 == isMostlyFull) {
                sorted.add(entry);
                tree.add(entry);
            } else {
                sorted.remove(entry);
                tree.remove(entry);
            }
            assertThat(IntStream.range(0, sorted.size()).mapToObj(sorted::at).toList())
                    .as("seed %s, step %s", seed, step)
                    .isEqualTo(List.copyOf(tree));
            assertThat(sorted.at(sorted.size())).isNull();
            assertThat(sorted.before(entry)).isEqualTo(tree.headSet(entry).size());
            assertThat(sorted.contains(entry)).isEqualTo(tree.contains(entry));
        }
        aged.addAll(sorted);
        assertThat(IntStream.range(0, aged.size()).mapToObj(aged::at).toList())
                .as("the same, by age")
                .isEqualTo(tree.stream().sorted(QueueEntry.BY_ARRIVAL).toList());
    }
}
