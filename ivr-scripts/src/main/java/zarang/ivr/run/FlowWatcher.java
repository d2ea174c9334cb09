package zarang.ivr.run;

import zarang.ivr.model.Flow;

/**
 * Is told which way runs take through their flows. Control loop: must neither block nor throw; one
 * call a step.
 */
public interface FlowWatcher {
    /** Looks away. */
    FlowWatcher NONE =
            new FlowWatcher() {
                @Override
                public void entered(Flow flow, String from, String exit, String step) {}

                @Override
                public void ended(Flow flow, String step, Ending how) {}
            };

    /** The exit by which a run comes to its first step, from no step. */
    String START = "start";

    /** How a run ended. */
    enum Ending {
        /** A step ended the call. */
        FLOW,
        /** The caller hung up. */
        CALLER,
        /** The flow reached a limit, such as its longest time. */
        LIMIT,
        /** Zarang ended the call: it is being stopped, or the call reached its longest. */
        STOPPED
    }

    /**
     * A step begins.
     *
     * @param from the step that was left; empty at the start
     * @param exit of that step, such as {@code on.found} or {@code next}; empty where the run
     *     itself led there
     */
    void entered(Flow flow, String from, String exit, String step);

    /**
     * A flow that another called is left, or a flow that waits for one which it called is given up:
     * the run is not in this step any more, and did not leave it by an exit. Nobody who follows
     * steps and exits alone need look.
     */
    default void left(Flow flow, String step) {}

    /** Tells this one first, then another. */
    default FlowWatcher and(FlowWatcher other) {
        FlowWatcher first = this;
        return new FlowWatcher() {
            @Override
            public void entered(Flow flow, String from, String exit, String step) {
                first.entered(flow, from, exit, step);
                other.entered(flow, from, exit, step);
            }

            @Override
            public void left(Flow flow, String step) {
                first.left(flow, step);
                other.left(flow, step);
            }

            @Override
            public void ended(Flow flow, String step, Ending how) {
                first.ended(flow, step, how);
                other.ended(flow, step, how);
            }
        };
    }

    /**
     * A run ended. Told once, for the step where it was.
     *
     * @param step where it was; empty if it came to none
     */
    void ended(Flow flow, String step, Ending how);
}
