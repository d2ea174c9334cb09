package zarang.routing.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zarang.call.queue.OfferId;
import zarang.routing.dispatch.Deadlines.Due;

/** What is set, moved, cleared and put off in any order falls due in order of time. */
final class DeadlinesTest {
    private final Deadlines deadlines = new Deadlines();

    /** What is set, what was set first before what was set last. */
    private final Map<Due, Instant> expected = new LinkedHashMap<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatIsSetFallsDueInOrderOfTimeAndThenOfSetting(long seed) {
        RandomGenerator random = new Random(seed);
        Instant now = Instant.EPOCH;
        for (int step = 0; step < 3_000; step++) {
            Due due = new Due.RungOut(new OfferId("o" + random.nextInt(100)));
            now = now.plusSeconds(random.nextInt(3));
            switch (random.nextInt(8)) {
                case 0, 1, 2, 3 -> set(due, now.plusSeconds(random.nextInt(60)));
                case 4 -> {
                    deadlines.clear(due);
                    expected.remove(due);
                }
                case 5 -> {
                    deadlines.putOff(due, now);
                    if (expected.getOrDefault(due, Instant.MAX).isBefore(now)) {
                        setExpected(due, now);
                    }
                }
                case 6 -> assertThat(passed(now)).as("seed %s", seed).isEqualTo(due(now, false));
                default -> assertThat(polled(now)).as("seed %s", seed).isEqualTo(due(now, true));
            }
            assertThat(deadlines.all()).isEqualTo(expected.keySet());
            assertThat(deadlines.next())
                    .isEqualTo(expected.values().stream().min(Comparator.naturalOrder()));
            assertThat(deadlines.anyBefore(now))
                    .isEqualTo(expected.values().stream().anyMatch(now::isAfter));
        }
        assertThat(polled(Instant.MAX)).isEqualTo(due(Instant.MAX, true));
        assertThat(deadlines.next()).isEmpty();
    }

    private void set(Due due, Instant at) {
        deadlines.set(due, at);
        setExpected(due, at);
    }

    private void setExpected(Due due, Instant at) {
        expected.remove(due);
        expected.put(due, at);
    }

    private List<Due> polled(Instant now) {
        List<Due> polled = new ArrayList<>();
        Optional<Deadlines.Entry> next = deadlines.poll(now);
        while (next.isPresent()) {
            polled.add(next.get().due());
            next = deadlines.poll(now);
        }
        return polled;
    }

    private List<Due> passed(Instant now) {
        List<Due> passed = new ArrayList<>();
        Optional<Deadlines.Entry> next = deadlines.pollBefore(now);
        while (next.isPresent()) {
            passed.add(next.get().due());
            next = deadlines.pollBefore(now);
        }
        return passed;
    }

    /** Those that are due, which are taken out. */
    private List<Due> due(Instant now, boolean also) {
        List<Due> due =
                expected.entrySet().stream()
                        .filter(each ->
                                each.getValue().isBefore(now)
                                        || (also && each.getValue().equals(now)))
                        .sorted(Map.Entry.comparingByValue())
                        .map(Map.Entry::getKey)
                        .toList();
        due.forEach(expected::remove);
        return due;
    }
}
