package zarang.loyalty.points;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import zarang.call.CallTermination;
import zarang.call.CallTermination.Result;
import zarang.call.Cause;
import zarang.call.Party;
import zarang.call.fact.CallEnded;
import zarang.call.fact.CallTimes;
import zarang.loyalty.points.ContactTerms.Shortfall;

class ContactTermsTest {
    private static final ContactTerms TERMS =
            new ContactTerms(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(2),
                    Set.of(Result.SERVED, Result.ABANDONED_IN_SCRIPT, Result.FAILED),
                    10);

    @Test
    void aCallThatWasLongEnoughEarnsToTheMillisecond() {
        assertThat(TERMS.shortfall(ended(Result.SERVED, 5_000, 2_000))).isEmpty();
        assertThat(TERMS.shortfall(ended(Result.SERVED, 4_999, 2_000)))
                .contains(Shortfall.CONNECTED_TOO_SHORT);
        assertThat(TERMS.shortfall(ended(Result.SERVED, 5_000, 1_999)))
                .contains(Shortfall.TALK_TOO_SHORT);
    }

    @Test
    void hangingUpInTheGreetingEarnsNothing() {
        assertThat(TERMS.shortfall(ended(Result.ABANDONED_IN_SCRIPT, 300, 0)))
                .contains(Shortfall.CONNECTED_TOO_SHORT);
    }

    @Test
    void onlyTheResultsThatWereNamedCount() {
        assertThat(TERMS.shortfall(ended(Result.ABANDONED_IN_QUEUE, 60_000, 9_000)))
                .contains(Shortfall.RESULT);
        for (Result result : Result.values()) {
            CallEnded ended = ended(result, 0, 0);
            assertThat(ContactTerms.ANY.shortfall(ended).isEmpty())
                    .as(result.name())
                    .isEqualTo(result != Result.NOT_ANSWERED);
        }
    }

    @Test
    void aCallThatZarangCutCountsHoweverShortItWas() {
        assertThat(TERMS.shortfall(failed(Party.ZARANG, Cause.SERVER_FAILURE, true))).isEmpty();
    }

    @Test
    void aLegThatWasLostIsNoFailureOfZarangsAndGuardsNothing() {
        assertThat(TERMS.shortfall(failed(Party.ZARANG, Cause.MEDIA_TIMEOUT, true)))
                .contains(Shortfall.CONNECTED_TOO_SHORT);
        assertThat(TERMS.shortfall(failed(Party.CALLER, Cause.SERVER_FAILURE, true)))
                .contains(Shortfall.CONNECTED_TOO_SHORT);
    }

    @Test
    void aCallThatIsStoppedForARestartCountsByItsLengthLikeAnyOther() {
        assertThat(TERMS.shortfall(failed(Party.ZARANG, Cause.NORMAL_CLEARING, true)))
                .contains(Shortfall.CONNECTED_TOO_SHORT);
        CallTermination stopped =
                new CallTermination(
                        Result.FAILED, Party.ZARANG, Cause.NORMAL_CLEARING, "drain limit reached");
        assertThat(TERMS.shortfall(ended(stopped, true, 9_000, 3_000))).isEmpty();
    }

    @Test
    void whatWasNotAnsweredIsNoContact() {
        assertThat(ContactTerms.ANY.shortfall(failed(Party.ZARANG, Cause.SERVER_FAILURE, false)))
                .contains(Shortfall.NOT_ANSWERED);
    }

    private static CallEnded ended(Result result, long connectedMs, long talkMs) {
        return ended(
                new CallTermination(result, Party.CALLER, Cause.NORMAL_CLEARING, "bye"),
                true,
                connectedMs,
                talkMs);
    }

    private static CallEnded failed(Party party, Cause cause, boolean answered) {
        return ended(new CallTermination(Result.FAILED, party, cause, "x"), answered, 10, 0);
    }

    private static CallEnded ended(
            CallTermination termination, boolean answered, long connectedMs, long talkMs) {
        return new CallEnded(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                answered,
                termination,
                new CallTimes(connectedMs + 100, connectedMs, talkMs, 0));
    }
}
