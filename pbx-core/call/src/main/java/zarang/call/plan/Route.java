package zarang.call.plan;

import java.time.Duration;
import zarang.call.AgentId;
import zarang.call.Cause;
import zarang.call.engine.DialTarget;

/** Where a dialled number leads. */
public sealed interface Route {
    /** Somewhere that can be rung. */
    sealed interface Leading extends Route {
        /** Whom the engine rings. */
        DialTarget target();

        /** How long; 5-120 s. */
        Duration ringTimeout();
    }

    /** Another agent, by extension. */
    record Colleague(AgentId agent, DialTarget target, Duration ringTimeout) implements Leading {}

    /** A telephone number outside. */
    record Outside(DialTarget target, Duration ringTimeout) implements Leading {}

    /**
     * Nowhere.
     *
     * @param reason for the operator, such as {@code no-rule}; never with a number in it
     */
    record Refused(Cause cause, String reason) implements Route {}
}
