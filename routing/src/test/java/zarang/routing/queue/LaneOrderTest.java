package zarang.routing.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.fact.Subject;
import zarang.call.queue.CallerWants;

/**
 * CC17: who is first for an agent is who would be found by going through the whole line, whatever
 * is asked for and whoever has come to the hard cap meanwhile.
 */
final class LaneOrderTest {
    private static final List<Duration> RELAX_AFTER =
            List.of(Duration.ofSeconds(30), Duration.ofSeconds(60));
    private static final Tier[] TIERS = {Tier.BRONZE, Tier.SILVER, Tier.GOLD};
    private static final Duration HARD_CAP = Duration.ofSeconds(100);

    private final List<QueueEntry> standing = new ArrayList<>();
    private Instant now = Instant.parse("2026-03-21T08:00:00Z");

    private static QueueSettings queue(Map<String, Integer> levels) {
        return new QueueSettings(
                new QueueName("sales"),
                Duration.ofSeconds(20),
                Duration.ZERO,
                Duration.ofHours(1),
                1_000,
                HARD_CAP,
                true,
                Duration.ofSeconds(20),
                Duration.ofSeconds(5),
                new Distribution(Strategy.LONGEST_IDLE, new SkillNeeds(levels, RELAX_AFTER)));
    }

    private static Map<String, Integer> skills(RandomGenerator random) {
        return switch (random.nextInt(3)) {
            case 0 -> Map.of();
            case 1 -> Map.of("fa", 1 + random.nextInt(5));
            default -> Map.of("fa", 1 + random.nextInt(5), "en", 1 + random.nextInt(5));
        };
    }

    private QueueEntry entry(QueueSettings queue, int number, RandomGenerator random) {
        return QueueEntry.of(
                        new Subject("call", "c" + number),
                        TIERS[random.nextInt(3)],
                        now.minusSeconds(random.nextInt(20)),
                        queue,
                        TierOffsets.defaults(),
                        now,
                        number)
                .wanting(new CallerWants(skills(random), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void theFirstForAnAgentIsTheFirstOfTheWholeLineThatItCanTake(long seed) {
        RandomGenerator random = new Random(seed);
        QueueSettings queue = queue(seed % 2 == 0 ? Map.of() : Map.of("fa", 3));
        SkillNeeds needs = queue.distribution().needs();
        WaitingLine line = new WaitingLine(queue);
        int capped = 0;
        for (int step = 0; step < 600; step++) {
            now = now.plusSeconds(1 + random.nextInt(3));
            if (random.nextInt(5) < 4 && standing.size() < 60) {
                QueueEntry entry = entry(queue, step, random);
                line.join(entry);
                standing.add(entry);
            }
            standing.forEach(entry -> line.relax(entry, needs.steps(entry.waited(now))));
            assertThat(line.isLaned()).as("seed %s, step %s", seed, step).isTrue();
            Map<String, Integer> agent = skills(random);
            int kept = random.nextInt(4);
            Predicate<QueueEntry> allowed = entry -> entry.arrival() % 4 != kept;
            QueueEntry best = random.nextInt(3) == 0 ? entry(queue, 10_000 + step, random) : null;
            QueueEntry first = line.first(agent, best, allowed, now);
            QueueEntry expected = best;
            for (QueueEntry entry : standing) {
                boolean able =
                        needs.isMet(agent, entry.wants().skills(), needs.steps(entry.waited(now)));
                if (able
                        && allowed.test(entry)
                        && (expected == null || entry.goesBefore(expected, now))) {
                    expected = entry;
                }
            }
            assertThat(first).as("seed %s, step %s", seed, step).isEqualTo(expected);
            if (first != null && standing.remove(first)) {
                line.leave(first);
                capped += first.cappedAt(now) ? 1 : 0;
            }
        }
        assertThat(capped).as("some came to the cap").isBetween(1, 500);
    }
}
