package zarang.ivr.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zarang.call.CallTermination.Result;
import zarang.call.script.NoteResult;
import zarang.call.script.ScriptEvent;
import zarang.call.script.ServiceAnswer;

/** {@code record} and {@code voicemail}. */
class SpeakingTest {
    private static final String VOICEMAIL =
            """
            a: {voicemail: complaints, greeting: speak, %s on: {left: left, too-short: short, failed: failed}}
            left: {say: {"CALL-1": thanks, default: other}, by: voice.recording, next: end}
            short: {play: short, next: end}
            failed: {play: failed, next: end}
            end: {hang-up: }
            """;
    private static final String PLAIN = VOICEMAIL.formatted("");
    private static final String REVIEWED = VOICEMAIL.formatted("review: review,");

    private static ScriptPhone speaking(String flow) {
        ScriptPhone phone = new ScriptPhone(flow).start().pass(1);
        assertThat(phone.heard)
                .containsExactly("answer", "play speak tone:beep", "record complaints");
        return phone;
    }

    @Test
    void callerSpeaksAfterTheToneAndAKeyEndsItAndTheMessageIsKept() {
        ScriptPhone phone = speaking(PLAIN).press("5");
        assertThat(phone.heard).as("no key to end it with").hasSize(3);
        phone.press("#");
        assertThat(phone.heard).endsWith("stop recording");
        phone.recorded(NoteResult.RECORDED);
        assertThat(phone.heard).endsWith("keep", "play thanks");
    }

    @Test
    void whatCameOfItOtherwiseLeadsElsewhere() {
        assertThat(speaking(PLAIN).recorded(NoteResult.TOO_SHORT).heard)
                .endsWith("play short")
                .doesNotContain("keep");
        assertThat(speaking(PLAIN).recorded(NoteResult.FAILED).heard).endsWith("play failed");
    }

    @Test
    void keyTakesTheCallerToTheToneAtOnce() {
        ScriptPhone phone = new ScriptPhone(PLAIN).start().press("1");
        assertThat(phone.heard).endsWith("play speak tone:beep", "play tone:beep");
        phone.pass(1);
        assertThat(phone.heard).endsWith("record complaints");
    }

    @Test
    void messageIsSentPlayedBackOrRecordedAnewAsTheCallerWants() {
        ScriptPhone phone = speaking(REVIEWED).recorded(NoteResult.RECORDED);
        assertThat(phone.heard).endsWith("play review").doesNotContain("keep");
        phone.press("2");
        assertThat(phone.heard).endsWith("stop", "ask for Text[text=CALL-1]");
        phone.tell(
                new ScriptEvent.Told(new ServiceAnswer.Given("ready", Map.of(), Optional.empty())));
        assertThat(phone.heard).endsWith("play note:CALL-1");
        phone.pass(1);
        assertThat(phone.heard).endsWith("play review");
        phone.press("3");
        assertThat(phone.heard).endsWith("drop", "play tone:beep");
        phone.pass(1).recorded(NoteResult.RECORDED).press("1");
        assertThat(phone.heard).endsWith("keep", "play thanks");
    }

    @Test
    void whoPressesNothingHasSentIt() {
        ScriptPhone phone = speaking(REVIEWED).recorded(NoteResult.RECORDED).pass(11);
        assertThat(phone.heard).contains("keep");
    }

    @Test
    void recordingThatCannotBePlayedIsAskedAboutAgain() {
        ScriptPhone phone = speaking(REVIEWED).recorded(NoteResult.RECORDED).press("2");
        phone.tell(new ScriptEvent.Told(new ServiceAnswer.TimedOut()));
        assertThat(phone.heard).endsWith("play review");
    }

    @Test
    void limitsOfTheFlowRestWhileTheCallerSpeaks() {
        ScriptPhone phone = speaking(PLAIN).pass(3600);
        assertThat(phone.heard).hasSize(3);
    }

    @Test
    void callerWhoHangsUpInsideEndsTheRun() {
        ScriptPhone phone = speaking(REVIEWED);
        phone.tell(new ScriptEvent.CallerGone(Result.ABANDONED_IN_SCRIPT));
        assertThat(phone.ended).isTrue();
    }

    @Test
    void recordIsTheSameWithoutABox() {
        String flow =
                """
                a: {record: speak, beep: false, on: {recorded: b, too-short: b, failed: b}}
                b: {hang-up: }
                """;
        assertThat(new ScriptPhone(flow).start().pass(1).heard)
                .containsExactly("answer", "play speak", "record");
    }
}
