package zarang.routing.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zarang.call.Tier;
import zarang.call.fact.Subject;
import zarang.call.queue.WaitBand;

class QueuePaceTest {
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

    private final QueuePace pace = new QueuePace();
    private int callers;

    /** Callers who waited half a minute for each place, while so many were at work. */
    private Instant answer(int count, Tier tier, int agents, Instant from) {
        Instant now = from;
        for (int i = 0; i < count; i++) {
            int place = 1 + i % 3;
            Subject caller = new Subject("call", "c" + ++callers);
            pace.waits(caller, tier, place, agents, now);
            now = now.plusSeconds(30L * place);
            pace.answered(caller, agents, now);
        }
        return now;
    }

    private Optional<Duration> expected(Tier tier, int place, int agents, Instant now) {
        return pace.expected(tier, place, agents, now)
                .map(ExpectedWait::expected)
                .map(wait -> Duration.ofMillis(Math.round(wait.toNanos() / 1e6)));
    }

    @Test
    void nothingIsKnownBeforeFiveWereAnswered() {
        Instant now = answer(4, Tier.BRONZE, 10, NOON);
        assertThat(pace.expected(Tier.BRONZE, 1, 10, now)).isEmpty();

        now = answer(1, Tier.BRONZE, 10, now);
        assertThat(expected(Tier.BRONZE, 4, 10, now)).contains(Duration.ofMinutes(2));
    }

    @Test
    void nothingIsKnownWhileNobodyIsAtWork() {
        Instant now = answer(9, Tier.BRONZE, 10, NOON);
        assertThat(pace.expected(Tier.BRONZE, 1, 0, now)).isEmpty();
    }

    @Test
    void nothingIsKnownAnHourAfterTheLastAnswer() {
        Instant now = answer(9, Tier.BRONZE, 10, NOON);
        assertThat(pace.expected(Tier.BRONZE, 1, 10, now.plusSeconds(3599))).isPresent();
        assertThat(pace.expected(Tier.BRONZE, 1, 10, now.plusSeconds(3600))).isEmpty();

        // and what was known before is not mixed into what comes after it
        now = answer(4, Tier.BRONZE, 10, now.plusSeconds(7200));
        assertThat(pace.expected(Tier.BRONZE, 1, 10, now)).isEmpty();
    }

    @Test
    void halfOfTheAgentsMakeTheWaitTwiceAsLongAtOnce() {
        Instant now = answer(30, Tier.BRONZE, 10, NOON);
        assertThat(expected(Tier.BRONZE, 6, 10, now)).contains(Duration.ofMinutes(3));
        assertThat(expected(Tier.BRONZE, 6, 5, now)).contains(Duration.ofMinutes(6));
    }

    @Test
    void eachTierHasItsOwnPaceOnceItsCallersWereAnswered() {
        Instant now = answer(30, Tier.BRONZE, 10, NOON);
        assertThat(expected(Tier.GOLD, 2, 10, now)).contains(Duration.ofMinutes(1));

        for (int i = 0; i < 5; i++) {
            Subject gold = new Subject("call", "g" + i);
            pace.waits(gold, Tier.GOLD, 2, 10, now);
            now = now.plusSeconds(20);
            pace.answered(gold, 10, now);
        }
        assertThat(expected(Tier.GOLD, 2, 10, now)).contains(Duration.ofSeconds(20));
        assertThat(expected(Tier.BRONZE, 2, 10, now)).contains(Duration.ofMinutes(1));
    }

    @Test
    void callerWhoHangsUpTeachesNothing() {
        Instant now = answer(5, Tier.BRONZE, 10, NOON);
        Subject gone = new Subject("call", "gone");
        pace.waits(gone, Tier.BRONZE, 1, 10, now);
        pace.forget(gone);
        pace.answered(gone, 10, now.plusSeconds(600));
        assertThat(expected(Tier.BRONZE, 2, 10, now)).contains(Duration.ofMinutes(1));
    }

    @Test
    void errorsCountWhoWasToldAndWhoWasAnsweredInTime() {
        Instant now = answer(10, Tier.BRONZE, 10, NOON);
        assertThat(pace.errors()).isEqualTo(new WaitErrors(5, 5, Duration.ZERO));

        Subject slow = new Subject("call", "slow");
        pace.waits(slow, Tier.BRONZE, 1, 10, now);
        pace.answered(slow, 10, now.plusSeconds(600));
        assertThat(pace.errors().told()).isEqualTo(6);
        assertThat(pace.errors().kept()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({
        "20, 40, 0, 1",
        "60, 100, 0, 2",
        "60, 150, 0, 5",
        "180, 260, 2, 5",
        "360, 560, 5, 10",
        "700, 1100, 10, 20",
        "3000, 3599, 45, 60",
    })
    void bandRunsFromTheExpectedWaitToTheLikelyOne(long expectedS, long likelyS, int from, int to) {
        assertThat(band(expectedS, likelyS)).isEqualTo(new WaitBand(from, Optional.of(to)));
    }

    @Test
    void nobodyIsPromisedMoreThanAnHourExactly() {
        assertThat(band(3000, 3601)).isEqualTo(new WaitBand(60, Optional.empty()));
    }

    private static WaitBand band(long expectedS, long likelyS) {
        return new ExpectedWait(Duration.ofSeconds(expectedS), Duration.ofSeconds(likelyS)).band();
    }
}
