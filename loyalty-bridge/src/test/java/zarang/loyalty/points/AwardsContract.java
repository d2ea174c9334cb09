package zarang.loyalty.points;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zarang.call.MemberId;
import zarang.call.Points;
import zarang.call.loop.RealTime;

/** What every store of accounts must do with an award. */
@RealTime
abstract class AwardsContract {
    static final MemberId MINA = new MemberId("mina");
    static final MemberId OMID = new MemberId("omid");
    private static final Points TWO = Points.of(2);

    // a store knows events that are too old, so these are of today
    private final Instant now = InstantSource.system().instant();

    /** Makes an award to an account that was empty when the test began; MINA and OMID have one. */
    abstract AwardOutcome award(Award award) throws Exception;

    abstract Points available(MemberId member) throws Exception;

    private Award once(MemberId member, String event) {
        return new Award(member, event, "contact", TWO, now);
    }

    private Award limited(String event, LocalDate day) {
        return new Award(MINA, event, "daily", TWO, now, Optional.of(new DayLimit(day, 2)));
    }

    @Test
    void anAwardIsOnTheAccount() throws Exception {
        assertThat(award(once(MINA, "call:1")))
                .isInstanceOfSatisfying(
                        AwardOutcome.Awarded.class,
                        made -> assertThat(made.balance()).isEqualTo(TWO));
        assertThat(available(MINA)).isEqualTo(TWO);
        assertThat(available(OMID)).isEqualTo(Points.ZERO);
    }

    @Test
    void anEventCountsOnceAndIsAnsweredAsTheFirstTime() throws Exception {
        AwardOutcome.Awarded first = (AwardOutcome.Awarded) award(once(MINA, "call:1"));
        award(once(MINA, "call:2"));
        assertThat(award(once(MINA, "call:1")))
                .isEqualTo(new AwardOutcome.AlreadyAwarded(first.entry(), TWO, TWO));
        assertThat(available(MINA)).isEqualTo(Points.of(4));
    }

    @Test
    void theSameEventOfAnotherMemberIsAnotherEvent() throws Exception {
        award(once(MINA, "call:1"));
        assertThat(award(once(OMID, "call:1"))).isInstanceOf(AwardOutcome.Awarded.class);
    }

    @Test
    void whoIsNoMemberGetsNothing() throws Exception {
        assertThat(award(once(new MemberId("nobody"), "call:1")))
                .isEqualTo(new AwardOutcome.Refused(AwardOutcome.Reason.NO_SUCH_MEMBER));
    }

    @Test
    void overTheLimitOfADayAnEventGivesNothingHoweverOftenItComes() throws Exception {
        LocalDate day = LocalDate.of(2026, 3, 21);
        award(limited("call:1", day));
        award(limited("call:2", day));
        award(limited("call:2", day));
        AwardOutcome third = award(limited("call:3", day));
        assertThat(third).isInstanceOf(AwardOutcome.Capped.class);
        assertThat(award(limited("call:3", day))).isEqualTo(third);
        assertThat(award(limited("call:4", day.plusDays(1))))
                .isInstanceOf(AwardOutcome.Awarded.class);
        assertThat(available(MINA)).isEqualTo(Points.of(6));
    }
}
