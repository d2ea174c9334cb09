package zarang.ivr.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import zarang.call.member.MemberLookup;
import zarang.call.script.ScriptEvent;
import zarang.ivr.model.Flow;

/** Which way a run takes is told step by step, also where several exits lead to one step. */
class FlowWatcherTest {
    private static final String FLOW =
            """
            find:
              lookup: member
              on: {found: menu, unknown: menu, timeout: menu, error: menu}
            menu:
              menu: main-menu
              tries: {no-input: 1, no-match: 1}
              on: {"1": bye, "2": bye, no-input: bye, no-match: again}
            again: {goto: menu}
            bye: {play: goodbye, next: end}
            end: {hang-up: }
            """;

    private final List<String> way = new ArrayList<>();

    private ScriptPhone phone(String steps) {
        Flow flow =
                ScriptPhone.flow(
                        "flow: test\nlanguage: fa\nstart: find\nlimits: {steps: 5}\nsteps:\n"
                                + steps.indent(2));
        return new ScriptPhone(flow, new Notes());
    }

    private final class Notes implements FlowWatcher {
        @Override
        public void entered(Flow flow, String from, String exit, String step) {
            way.add(from + " " + exit + " > " + step);
        }

        @Override
        public void ended(Flow flow, String step, Ending how) {
            way.add(how + " in " + step);
        }
    }

    @Test
    void exitThatWasTakenIsToldAlsoWhereAnotherLeadsToTheSameStep() {
        ScriptPhone phone = phone(FLOW);
        phone.lookup = new MemberLookup.Failed("away");
        phone.start().press("2").pass(10);
        assertThat(way)
                .containsExactly(
                        " start > find",
                        "find on.error > menu",
                        "menu on.2 > bye",
                        "bye next > end",
                        "FLOW in end");
    }

    @Test
    void flowThatReachesItsLimitIsToldWithTheStepWhereItWas() {
        ScriptPhone phone = phone(FLOW);
        phone.start().press("9").press("9").press("9").pass(10);
        assertThat(way)
                .containsExactly(
                        " start > find",
                        "find on.unknown > menu",
                        "menu on.no-match > again",
                        "again goto > menu",
                        "menu on.no-match > again",
                        "LIMIT in again");
    }

    @Test
    void callThatIsStoppedIsNoHangUpOfTheFlow() {
        ScriptPhone phone = phone(FLOW);
        phone.start().tell(new ScriptEvent.Stopping());
        phone.pass(30);
        assertThat(way.getLast()).isEqualTo("STOPPED in menu");
    }
}
