package zarang.ivr.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zarang.call.CallTermination.Result;
import zarang.call.script.DialResult;
import zarang.call.script.ScriptEvent;
import zarang.ivr.lint.FlowCheck;
import zarang.ivr.lint.LintScope;

/** {@code dial} and {@code transfer}. */
class RingingTest {
    private static final String DIAL =
            """
            a: {dial: ["2001", "09121234567"], at-once: true, on: {answered: answered, busy: busy,
                no-answer: no-answer, rejected: rejected, unreachable: unreachable,
                cancelled: cancelled, machine: machine}}
            answered: {play: answered, next: end}
            busy: {play: busy, next: end}
            no-answer: {play: no-answer, next: end}
            rejected: {play: rejected, next: end}
            unreachable: {play: unreachable, next: end}
            cancelled: {play: cancelled, next: end}
            machine: {play: machine, next: end}
            end: {hang-up: }
            """;
    private static final String TRANSFER =
            """
            a: {transfer: "2001", on: {busy: b, no-answer: b, rejected: b, unreachable: b}}
            b: {play: sorry, next: c}
            c: {hang-up: }
            """;

    @ParameterizedTest
    @EnumSource(DialResult.class)
    void everyOutcomeLeadsToItsStep(DialResult result) {
        ScriptPhone phone = new ScriptPhone(DIAL).start();
        assertThat(phone.heard).containsExactly("answer", "dial 2001 09121234567 at once");
        phone.dialEnded(result);
        assertThat(phone.heard)
                .endsWith("play " + result.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    @Test
    void cancelKeyStopsTheRingingAndOtherKeysAreForgotten() {
        ScriptPhone phone = new ScriptPhone(DIAL).start().press("1#");
        assertThat(phone.heard).hasSize(2);
        phone.press("*");
        assertThat(phone.heard).endsWith("stop dialling");
    }

    @Test
    void limitsOfTheFlowRestWhileSomebodyTalks() {
        ScriptPhone phone = new ScriptPhone(DIAL).start().pass(7200);
        assertThat(phone.heard).hasSize(2);
        phone.dialEnded(DialResult.ANSWERED).pass(10);
        assertThat(phone.ended).isTrue();
    }

    @Test
    void transferEndsTheCallWithTheTalkAndLeadsOnIfNobodyTookTheCaller() {
        ScriptPhone phone = new ScriptPhone(TRANSFER).start().dialEnded(DialResult.ANSWERED);
        assertThat(phone.heard).endsWith("hang up NORMAL_CLEARING");
        phone = new ScriptPhone(TRANSFER).start().dialEnded(DialResult.BUSY);
        assertThat(phone.heard).endsWith("play sorry");
        phone = new ScriptPhone(TRANSFER).start().dialEnded(DialResult.MACHINE);
        assertThat(phone.heard).as("as nobody").endsWith("play sorry");
    }

    @Test
    void callerWhoHangsUpInsideEndsTheRun() {
        ScriptPhone phone = new ScriptPhone(DIAL).start();
        phone.tell(new ScriptEvent.CallerGone(Result.ABANDONED_IN_SCRIPT));
        assertThat(phone.ended).isTrue();
    }

    @Test
    void cancelKeyThatLeadsNowhereAndANumberThatIsNoneAreFound() {
        String flow =
                """
                flow: t
                language: fa
                start: a
                steps:
                  a: {dial: "20 01", cancel-key: 1, on: {answered: b, busy: b, no-answer: b, rejected: b, unreachable: b}}
                  b: {hang-up: }
                """;
        assertThat(new FlowCheck().check("t.yaml", flow, LintScope.NONE).findings())
                .extracting(Object::toString)
                .anySatisfy(
                        found -> assertThat(found).contains("steps.a.dial", "a number to dial"));
        assertThat(
                        new FlowCheck()
                                .check("t.yaml", flow.replace("20 01", "2001"), LintScope.NONE)
                                .findings())
                .extracting(Object::toString)
                .singleElement()
                .satisfies(found ->
                        assertThat(found).contains("expected the outcome cancelled beside it"));
    }
}
