package zarang.routing.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.fact.Subject;

/** CC17: a caller's place is the number of those who go before it, and one. */
class PositionTest {
    private static final Instant NOW = Instant.parse("2026-03-21T08:00:00Z");
    private static final List<Tier> TIERS = List.of(Tier.GOLD, Tier.SILVER, Tier.BRONZE);

    private final QueueSettings queue = QueueSettings.defaults(new QueueName("sales"));
    private final WaitingLine line = new WaitingLine(queue);

    private QueueEntry entry(Random random, int number) {
        return QueueEntry.of(
                new Subject("call", "c" + number),
                TIERS.get(random.nextInt(3)),
                NOW.minusSeconds(random.nextInt(1_200)),
                queue,
                TierOffsets.defaults(),
                NOW,
                number);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void isWhatCountingAllOfThemGives(long seed) {
        Random random = new Random(seed);
        List<QueueEntry> all = new ArrayList<>();
        for (int number = 1; number <= 150; number++) {
            QueueEntry entry = entry(random, number);
            line.join(entry);
            all.add(entry);
        }
        List<QueueEntry> taken = all.subList(0, 10);
        taken.forEach(line::take);
        List<QueueEntry> standing = all.subList(10, all.size());
        Instant later = NOW.plus(Duration.ofMinutes(2));
        for (QueueEntry entry : all) {
            long ahead = standing.stream().filter(other -> other.goesBefore(entry, later)).count();
            assertThat(line.position(entry, later)).as("%s", entry).isEqualTo((int) ahead + 1);
        }
        assertThat(standing).as("some are too old for tiers").anyMatch(e -> e.cappedAt(later));
    }
}
