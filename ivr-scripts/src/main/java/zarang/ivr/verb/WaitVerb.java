package zarang.ivr.verb;

import java.time.Duration;
import zarang.ivr.step.IvrVerb;
import zarang.ivr.step.Next;
import zarang.ivr.step.Shapes;
import zarang.ivr.step.StepKey;
import zarang.ivr.step.StepReader;
import zarang.ivr.step.StepRun;
import zarang.ivr.step.StepTools;
import zarang.ivr.step.VerbTable;

/** {@code wait}: does nothing for a while. */
final class WaitVerb implements IvrVerb {
    private static final StepKey<Duration> SPAN =
            StepKey.required(
                    "wait", Shapes.span(Duration.ofMillis(100), Duration.ofMinutes(1)), "how long");
    private static final StepKey<String> NEXT = StepKey.next();

    @Override
    public VerbTable table() {
        return new VerbTable("Does nothing for a while.", SPAN, NEXT);
    }

    @Override
    public StepRun read(StepReader step) {
        return new Run(step.get(SPAN), step.get(NEXT));
    }

    private record Run(Duration span, String next) implements StepRun {
        @Override
        public Next enter(StepTools run) {
            run.arm("wait", span);
            return Next.STAY;
        }

        @Override
        public Next onTimer(String timer, StepTools run) {
            return new Next.GoTo(next);
        }
    }
}
