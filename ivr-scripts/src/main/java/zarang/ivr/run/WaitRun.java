package zarang.ivr.run;

import zarang.ivr.model.Step;

/** {@code wait}. */
record WaitRun(Step.Wait step) implements StepRun {
    @Override
    public Next enter(RunState run) {
        run.arm(TimerKind.WAIT, step.span());
        return Next.STAY;
    }

    @Override
    public Next onTimer(TimerKind timer, RunState run) {
        return timer == TimerKind.WAIT ? new Next.GoTo(step.next()) : Next.STAY;
    }
}
