package zarang.ivr.run;

import zarang.call.script.ScriptEvent;

/** A step that is being done. Whatever it did not ask for, it ignores. */
interface StepRun {
    /** The step begins. */
    Next enter(RunState run);

    /** Something happened that is not the flow's own business. */
    default Next on(ScriptEvent event, RunState run) {
        return Next.STAY;
    }

    /** A timer that this step armed ran out. */
    default Next onTimer(TimerKind timer, RunState run) {
        return Next.STAY;
    }

    /** The caller pressed a key; most steps keep it for the next menu. */
    default Next onDigit(char digit, RunState run) {
        run.typedAhead().add(digit);
        return Next.STAY;
    }
}
