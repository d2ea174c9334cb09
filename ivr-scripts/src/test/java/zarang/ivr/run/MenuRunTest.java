package zarang.ivr.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zarang.call.script.ScriptEvent;

/** Register CC18: the voice menu. */
class MenuRunTest {
    private static final String MENU =
            """
            a:
              menu: m
              digits: {first-within: 5s, between: 2s, barge-in: true}
              tries: {no-input: 2, no-match: 2, total: 3}
              sorry: {no-input: silent, no-match: wrong}
              on: {"1": one, "12": twelve, "3": one, no-input: ni, no-match: nm}
            one: {play: one, next: end}
            twelve: {play: twelve, next: end}
            ni: {play: ni, next: end}
            nm: {play: nm, next: end}
            end: {hang-up: }
            """;

    private static ScriptPhone call(String flow) {
        return new ScriptPhone(flow).start();
    }

    @Test
    void keyDuringThePromptEndsItAndChooses() {
        assertThat(call(MENU).press("3").heard)
                .containsExactly("answer", "play m", "stop", "chose a 3", "play one");
    }

    @Test
    void choiceThatOthersContinueWaitsForTheNextKey() {
        ScriptPhone phone = call(MENU).press("1");
        assertThat(phone.heard).endsWith("stop");
        assertThat(phone.pass(Duration.ofSeconds(2)).heard).endsWith("stop");
        assertThat(phone.pass(Duration.ofMillis(1)).heard).endsWith("chose a 1", "play one");
        assertThat(call(MENU).press("12").heard).endsWith("chose a 12", "play twelve");
        assertThat(call(MENU).press("1#").heard).endsWith("chose a 1", "play one");
    }

    @Test
    void keyExactlyAtTheLimitWins() {
        ScriptPhone first = call(MENU).pass(1).pressAfter(Duration.ofSeconds(5), '3').pass(5);
        assertThat(first.heard).endsWith("chose a 3", "play one");
        ScriptPhone late = call(MENU).pass(1).pressAfter(Duration.ofMillis(5002), '3').pass(6);
        assertThat(late.heard).contains("play silent m");
        ScriptPhone second =
                call(MENU).pass(1).press("1").pressAfter(Duration.ofSeconds(2), '2').pass(2);
        assertThat(second.heard).endsWith("chose a 12", "play twelve");
    }

    @Test
    void noInputIsAskedAgainThenLeavesByItsOwnOutcome() {
        ScriptPhone phone = call(MENU).pass(20);
        assertThat(phone.heard)
                .containsExactly(
                        "answer",
                        "play m",
                        "play silent m",
                        "note a no-input",
                        "play ni",
                        "hang up NORMAL_CLEARING");
    }

    @Test
    void noMatchIsAskedAgainThenLeavesByItsOwnOutcome() {
        assertThat(call(MENU).press("9").press("14").heard)
                .containsExactly(
                        "answer",
                        "play m",
                        "stop",
                        "play wrong m",
                        "stop",
                        "note a no-match",
                        "play nm");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-input", "no-match"})
    void triesOfBothKindsAddUpAndTheLastOneNamesTheOutcome(String last) {
        ScriptPhone phone = call(MENU.replace("total: 3", "total: 2"));
        if (last.equals("no-input")) {
            phone.press("9").pass(7);
        } else {
            phone.pass(7).press("9");
        }
        assertThat(phone.heard).contains("note a " + last);
    }

    @Test
    void keysTypedAheadChooseWithoutThePromptUnlessTheStepFlushesThem() {
        String flow =
                """
                x: {play: hello, next: a}
                %s
                """
                        .formatted(MENU);
        String whole = "flow: t\nlanguage: fa\nstart: x\nsteps:\n" + flow.indent(2);
        assertThat(call(whole).press("12").pass(1).heard)
                .containsExactly("answer", "play hello", "chose a 12", "play twelve");
        String flushing = whole.replace("menu: m\n", "menu: m\n    flush: true\n");
        assertThat(call(flushing).press("12").pass(1).heard)
                .containsExactly("answer", "play hello", "play m");
    }

    @Test
    void withoutBargeInThePromptIsHeardToItsEndAndTheKeysCountAfterIt() {
        ScriptPhone phone = call(MENU.replace("barge-in: true", "barge-in: false")).press("3");
        assertThat(phone.heard).containsExactly("answer", "play m");
        assertThat(phone.pass(1).heard).endsWith("play m", "chose a 3", "play one");
    }

    @Test
    void keysTypedAheadOfAWrongChoiceAreForgotten() {
        ScriptPhone phone = call(MENU.replace("barge-in: true", "barge-in: false")).press("93");
        assertThat(phone.pass(1).heard).endsWith("play m", "play wrong m");
    }

    @Test
    void timerThatRanOutBeforeItWasCancelledChangesNothing() {
        ScriptPhone phone = call(MENU).pass(1).press("1");
        phone.tell(new ScriptEvent.TimerFired("first-digit-3"));
        phone.tell(new ScriptEvent.TimerFired("next-digit-1"));
        phone.tell(new ScriptEvent.Digit('x'));
        assertThat(phone.heard).containsExactly("answer", "play m");
    }

    @Test
    void thousandKeysAreBounded() {
        ScriptPhone phone = call("a: {play: x, next: b}\n" + MENU.replace("a:\n", "b:\n"));
        phone.press("1".repeat(1000)).pass(1);
        assertThat(phone.heard).contains("play wrong m");
    }
}
