package zarang.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import zarang.call.loop.VirtualLoop;

class RetryScheduleTest {
    private final RandomGenerator random = new Random(3);

    @Test
    void theDelaysGrowAndTheLastOneRepeats() {
        RetrySchedule schedule =
                new RetrySchedule(
                        List.of(Duration.ofSeconds(1), Duration.ofSeconds(10)),
                        9,
                        Duration.ofDays(1),
                        Duration.ofHours(1));
        for (int i = 0; i < 1000; i++) {
            assertThat(next(schedule, 1))
                    .isBetween(Duration.ofMillis(800), Duration.ofMillis(1200));
            assertThat(next(schedule, 2)).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(12));
            assertThat(next(schedule, 8)).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(12));
        }
    }

    @Test
    void anOutageOfDaysIsOutlivedAndThenGivenUp() {
        VirtualLoop clock = new VirtualLoop();
        RetrySchedule schedule = RetrySchedule.STANDARD;
        Duration age = Duration.ZERO;
        int attempts = 1;
        while (true) {
            Optional<Duration> wait = schedule.next(attempts, age, Optional.empty(), random);
            if (wait.isEmpty()) {
                break;
            }
            clock.advance(wait.get());
            age = Duration.ofNanos(clock.nanos());
            attempts++;
        }
        assertThat(age).isBetween(Duration.ofDays(5), schedule.ageMax());
        assertThat(attempts).isLessThanOrEqualTo(schedule.attemptsMax());
    }

    @Test
    void theReceiversWishIsHonouredUpToTheCap() {
        RetrySchedule schedule = RetrySchedule.STANDARD;
        assertThat(schedule.next(1, Duration.ZERO, Optional.of(Duration.ofMinutes(7)), random))
                .contains(Duration.ofMinutes(7));
        assertThat(schedule.next(1, Duration.ZERO, Optional.of(Duration.ofDays(400)), random))
                .contains(Duration.ofHours(1));
        assertThat(schedule.next(5, Duration.ZERO, Optional.of(Duration.ofSeconds(1)), random))
                .hasValueSatisfying(w -> assertThat(w).isGreaterThan(Duration.ofMinutes(90)));
    }

    @Test
    void attemptsAndAgeEndIt() {
        RetrySchedule schedule =
                new RetrySchedule(
                        List.of(Duration.ofSeconds(1)), 3, Duration.ofMinutes(1), Duration.ZERO);
        assertThat(schedule.next(3, Duration.ZERO, Optional.empty(), random)).isEmpty();
        assertThat(schedule.next(1, Duration.ofSeconds(60), Optional.empty(), random)).isEmpty();
        assertThat(schedule.next(1, Duration.ofSeconds(58), Optional.empty(), random)).isPresent();
    }

    @Test
    void aScheduleThatShrinksIsRefused() {
        assertThatThrownBy(() ->
                        new RetrySchedule(
                                List.of(Duration.ofSeconds(2), Duration.ofSeconds(1)),
                                3,
                                Duration.ofDays(1),
                                Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Duration next(RetrySchedule schedule, int attempts) {
        return schedule.next(attempts, Duration.ZERO, Optional.empty(), random).orElseThrow();
    }
}
