package zarang.ivr.verb;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptEvent;
import zarang.call.script.ScriptValue;
import zarang.call.script.ServiceAnswer;
import zarang.ivr.service.MemberService;
import zarang.ivr.step.IvrVerb;
import zarang.ivr.step.Next;
import zarang.ivr.step.Shapes;
import zarang.ivr.step.StepKey;
import zarang.ivr.step.StepReader;
import zarang.ivr.step.StepRun;
import zarang.ivr.step.StepTools;
import zarang.ivr.step.VerbTable;

/** {@code lookup}. A member found earlier in the call stays when a later try fails. */
final class LookUpVerb implements IvrVerb {
    private static final StepKey<String> LOOKUP =
            StepKey.required(
                    "lookup",
                    Shapes.choice(
                            Map.of(MemberService.NAME, MemberService.NAME), MemberService.NAME),
                    "what is looked up: `member` is the member behind the caller's number");
    private static final StepKey<Duration> WITHIN =
            StepKey.usually(
                    "within",
                    Shapes.span(Duration.ofMillis(10), Duration.ofSeconds(5)),
                    Duration.ofMillis(150),
                    "150ms",
                    "how long the caller is kept waiting for it");
    private static final StepKey<String> FOUND =
            StepKey.required("on.found", Shapes.target(), "a member calls");
    private static final StepKey<String> UNKNOWN =
            StepKey.required("on.unknown", Shapes.target(), "nobody by that number");
    private static final StepKey<Optional<String>> WITHHELD =
            StepKey.optional(
                    "on.withheld",
                    Shapes.target(),
                    "a caller who shows no number, or none that is believed; without it such a"
                            + " caller goes where `unknown` leads");
    private static final StepKey<String> TIMEOUT =
            StepKey.required("on.timeout", Shapes.target(), "`within` is over");
    private static final StepKey<String> ERROR =
            StepKey.required("on.error", Shapes.target(), "it cannot be looked up now");

    @Override
    public VerbTable table() {
        return new VerbTable(
                "Finds the member behind the caller's number and sets `member.tier` and"
                        + " `member.points`.",
                List.of(LOOKUP, WITHIN, FOUND, UNKNOWN, WITHHELD, TIMEOUT, ERROR),
                MemberVariables.ALL);
    }

    @Override
    public boolean afterHangUp() {
        return true;
    }

    @Override
    public StepRun read(StepReader step) {
        step.sets(MemberVariables.ALL);
        String unknown = step.get(UNKNOWN);
        return new Run(
                step.get(WITHIN),
                step.get(FOUND),
                unknown,
                step.get(WITHHELD).orElse(unknown),
                step.get(TIMEOUT),
                step.get(ERROR));
    }

    private record Run(
            Duration within,
            String found,
            String unknown,
            String withheld,
            String timeout,
            String error)
            implements StepRun {
        @Override
        public Next enter(StepTools run) {
            run.tell(new ScriptCommand.Ask(MemberService.NAME, Map.of(), within));
            return Next.STAY;
        }

        @Override
        public Next on(ScriptEvent event, StepTools run) {
            if (!(event instanceof ScriptEvent.Told(ServiceAnswer answer))) {
                return Next.STAY;
            }
            return switch (answer) {
                case ServiceAnswer.Given given -> given(given, run);
                case ServiceAnswer.TimedOut late -> leave("timeout", timeout, run);
                case ServiceAnswer.Failed failed -> leave("error", error, run);
            };
        }

        private Next given(ServiceAnswer.Given given, StepTools run) {
            return switch (given.outcome()) {
                case MemberService.FOUND -> {
                    MemberVariables.BY_VALUE.forEach((name, variable) -> {
                        ScriptValue value = given.values().get(name);
                        if (value != null) {
                            run.set(variable, value);
                        }
                    });
                    yield leave(given.outcome(), found, run);
                }
                case MemberService.WITHHELD -> leave(given.outcome(), withheld, run);
                default -> leave(given.outcome(), unknown, run);
            };
        }

        private static Next leave(String outcome, String target, StepTools run) {
            run.set(MemberVariables.OUTCOME, new ScriptValue.Text(outcome));
            return new Next.GoTo(target);
        }
    }
}
