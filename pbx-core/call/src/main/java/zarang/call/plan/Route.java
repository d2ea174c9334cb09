package zarang.call.plan;

import java.time.Duration;
import zarang.call.AgentId;
import zarang.call.Cause;
import zarang.call.engine.DialTarget;

/** Where a dialled number leads. */
public sealed interface Route {
    /** To somebody, if at all: where a call of an agent's phone can lead that is one of its own. */
    sealed interface ToSomebody extends Route {}

    /** Somewhere that can be rung. */
    sealed interface Leading extends ToSomebody {
        /** Whom the engine rings. */
        DialTarget target();

        /** How long; 5-120 s. */
        Duration ringTimeout();

        /** The same, rung for so long. */
        Leading within(Duration ringTime);
    }

    /** Another agent, by extension. */
    record Colleague(AgentId agent, DialTarget target, Duration ringTimeout) implements Leading {
        @Override
        public Leading within(Duration ringTime) {
            return new Colleague(agent, target, ringTime);
        }
    }

    /** A telephone number outside. */
    record Outside(DialTarget target, Duration ringTimeout) implements Leading {
        @Override
        public Leading within(Duration ringTime) {
            return new Outside(target, ringTime);
        }
    }

    /** A number that a script answers. */
    record Script(String number) implements Route {}

    /**
     * A number where a caller can be parked, and picked up again.
     *
     * @param longest how long a caller stays; then whoever parked it is rung
     */
    record Place(String number, Duration longest) implements Route {}

    /**
     * Nowhere.
     *
     * @param reason for the operator, such as {@code no-rule}; never with a number in it
     */
    record Refused(Cause cause, String reason) implements ToSomebody {}
}
