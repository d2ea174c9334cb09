package zarang.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zarang.call.AgentId;
import zarang.call.CallTermination;
import zarang.call.CallTermination.Result;
import zarang.call.Cause;
import zarang.call.MemberId;
import zarang.call.Party;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.WrittenNumber;
import zarang.call.fact.CallAnswered;
import zarang.call.fact.CallEnded;
import zarang.call.fact.CallStarted;
import zarang.call.fact.CallTimes;
import zarang.call.fact.CallerIdentified;
import zarang.call.fact.Fact;
import zarang.call.fact.IvrInput;
import zarang.journal.TeaWasMade;
import zarang.routing.agent.AgentStateChanged;

class CallWordsTest {
    private static final PhoneNumber NUMBER = new PhoneNumber("+989121234567");
    private static final CallStarted STARTED =
            new CallStarted(Optional.of(NUMBER), "1000", "lab", "hotline", 3);
    private static final CallEnded ENDED =
            new CallEnded(
                    Optional.of(new MemberId("m1")),
                    Optional.of(NUMBER),
                    Optional.of(new QueueName("sales")),
                    true,
                    new CallTermination(
                            Result.SERVED, Party.CALLER, Cause.NORMAL_CLEARING, "caller hung up"),
                    new CallTimes(95_400, 93_100, 61_000, 8_300));

    private static CallStory story() {
        CallStory story = new CallStory("lab", "1000");
        story.note(STARTED);
        story.note(new CallerIdentified(new MemberId("m1"), Tier.GOLD));
        story.note(
                new CallAnswered(
                        new QueueName("sales"), new AgentId("2001"), 8_300, Optional.empty()));
        return story;
    }

    @Test
    void oneLineAtTheEndTellsTheWholeCall() {
        assertThat(new CallWords(false).story(story(), ENDED))
                .isEqualTo(
                        " trunk=lab dialled=1000 tier=gold agent=2001 queue=sales result=served"
                                + " by=caller cause=normal-clearing duration-ms=95400"
                                + " connected-ms=93100 waited-ms=8300 talk-ms=61000"
                                + " reason=\"caller hung up\"");
    }

    @Test
    void callersNumberIsShownOnlyIfAskedForAndNeverWhole() {
        CallWords hidden = new CallWords(false);
        CallWords shown = new CallWords(true);
        assertThat(hidden.of(STARTED)).isEqualTo(" script=hotline script-version=3");
        assertThat(shown.of(STARTED))
                .isEqualTo(" caller=+98912***4567 script=hotline script-version=3");
        assertThat(shown.story(story(), ENDED)).contains(" caller=+98912***4567 ");
        List<WrittenNumber> written = List.of(new WrittenNumber("00989121234567", false));
        assertThat(shown.written(written)).isEqualTo(" caller=009891***4567");
        assertThat(hidden.written(written)).isEmpty();
        for (Fact fact : List.of(STARTED, ENDED)) {
            assertThat(shown.of(fact)).doesNotContain("9121234567");
        }
    }

    @Test
    void whatACallerPressedIsNeverInTheLog() {
        assertThat(new CallWords(true).of(new IvrInput("menu", "7"))).isEqualTo(" step=menu");
    }

    @Test
    void aFactThatTheLogHasNeverHeardOfReadsLikeTheOthers() {
        assertThat(new CallWords(false).of(new TeaWasMade("green"))).isEqualTo(" kind=green");
        assertThat(
                        new CallWords(false)
                                .of(
                                        new AgentStateChanged(
                                                "not-ready",
                                                Optional.of("lunch"),
                                                Optional.of("agent"),
                                                Optional.empty())))
                .isEqualTo(" state=not-ready reason=lunch by=agent");
    }

    @ParameterizedTest
    @CsvSource({
        "+989121234567, +98912***4567",
        "+15551234567, ***67",
        "2001, ***01",
        "1, ***",
        "02188776655123, 021887***5123"
    })
    void whatIsTooShortToHideShowsItsEndAlone(String number, String shown) {
        assertThat(CallWords.shortened(number)).isEqualTo(shown);
    }

    @Test
    void whatAStrangerDialledCannotBreakTheLine() {
        assertThat(CallWords.printable("10 00\ncall.ended x=\u202e"))
                .isEqualTo("10?00?call.ended?x=?");
        assertThat(CallWords.printable("9".repeat(500))).hasSize(81);
        assertThat(CallWords.printable("")).isEqualTo("-");
    }
}
