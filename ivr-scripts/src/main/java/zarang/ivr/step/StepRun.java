package zarang.ivr.step;

import zarang.call.script.ScriptEvent;

/**
 * What a step does: event in, commands out; no I/O, no clock, no thread. Whatever it did not ask
 * for, it ignores. Its timers end with it.
 */
public interface StepRun {
    /**
     * The run for one call. What keeps nothing between events serves all calls by itself; what does
     * answers with a new run each time.
     */
    default StepRun begin() {
        return this;
    }

    /** The step begins. */
    Next enter(StepTools run);

    /** Something happened that is not the flow's own business. */
    default Next on(ScriptEvent event, StepTools run) {
        return Next.STAY;
    }

    /** A timer that this step armed ran out. */
    default Next onTimer(String timer, StepTools run) {
        return Next.STAY;
    }

    /** The caller pressed a key; most steps keep it for the next menu. */
    default Next onDigit(char digit, StepTools run) {
        run.typedAhead().add(digit);
        return Next.STAY;
    }
}
