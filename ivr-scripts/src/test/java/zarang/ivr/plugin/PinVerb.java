package zarang.ivr.plugin;

import java.time.Duration;
import java.util.List;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptEvent;
import zarang.call.script.ScriptValue;
import zarang.ivr.step.IvrVerb;
import zarang.ivr.step.Next;
import zarang.ivr.step.Shapes;
import zarang.ivr.step.StepKey;
import zarang.ivr.step.StepReader;
import zarang.ivr.step.StepRun;
import zarang.ivr.step.StepTools;
import zarang.ivr.step.VerbTable;
import zarang.ivr.variable.Variable;
import zarang.ivr.variable.VariableType;

/** {@code pin}: a verb of another jar. This file is all of it. */
public final class PinVerb implements IvrVerb {
    private static final Variable PIN = new Variable("caller.pin", VariableType.DIGITS, "pin");

    private static final StepKey<String> ASK =
            StepKey.required("pin", Shapes.prompt(), "asks for the PIN");
    private static final StepKey<Integer> LENGTH =
            StepKey.usually("length", Shapes.count(1, 10), 4, "4", "how many keys it has");
    private static final StepKey<Duration> WITHIN =
            StepKey.usually(
                    "within",
                    Shapes.span(Duration.ofSeconds(1), Duration.ofMinutes(1)),
                    Duration.ofSeconds(10),
                    "10s",
                    "how long the caller has for all keys");
    private static final StepKey<String> ENTERED =
            StepKey.required("on.entered", Shapes.unhurriedTarget(), "all keys were pressed");
    private static final StepKey<String> NO_INPUT =
            StepKey.required("on.no-input", Shapes.unhurriedTarget(), "they were not");

    @Override
    public VerbTable table() {
        return new VerbTable(
                "Asks for a PIN.", List.of(ASK, LENGTH, WITHIN, ENTERED, NO_INPUT), List.of(PIN));
    }

    @Override
    public StepRun read(StepReader step) {
        step.sets(List.of(PIN));
        String ask = step.get(ASK);
        int length = step.get(LENGTH);
        Duration within = step.get(WITHIN);
        String entered = step.get(ENTERED);
        String noInput = step.get(NO_INPUT);
        return new StepRun() {
            @Override
            public StepRun begin() {
                return new Asking(ask, length, within, entered, noInput);
            }

            @Override
            public Next enter(StepTools run) {
                return begin().enter(run);
            }
        };
    }

    private static final class Asking implements StepRun {
        private final String ask;
        private final int length;
        private final Duration within;
        private final String entered;
        private final String noInput;
        private final StringBuilder keys = new StringBuilder();

        Asking(String ask, int length, Duration within, String entered, String noInput) {
            this.ask = ask;
            this.length = length;
            this.within = within;
            this.entered = entered;
            this.noInput = noInput;
        }

        @Override
        public Next enter(StepTools run) {
            run.play(List.of(ask));
            return Next.STAY;
        }

        @Override
        public Next on(ScriptEvent event, StepTools run) {
            if (event instanceof ScriptEvent.PlayFinished) {
                run.arm("pin", within);
            }
            return Next.STAY;
        }

        @Override
        public Next onDigit(char digit, StepTools run) {
            if (keys.isEmpty()) {
                run.tell(new ScriptCommand.StopPlay());
                run.arm("pin", within);
            }
            keys.append(digit);
            if (keys.length() < length) {
                return Next.STAY;
            }
            run.set(PIN, new ScriptValue.Digits(keys.toString()));
            return new Next.GoTo(entered);
        }

        @Override
        public Next onTimer(String timer, StepTools run) {
            return new Next.GoTo(noInput);
        }
    }
}
