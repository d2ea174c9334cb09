package zarang.call.plan;

import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.Cause;

/**
 * Where what an agent dials leads: a new call of its phone, or whom it hands a caller on to.
 * Control loop; answers at once and throws nothing.
 */
@FunctionalInterface
public interface DialPlan {
    /** Nobody calls anybody. */
    DialPlan CLOSED = (call, agent, dialled) -> new Route.Refused(Cause.CALL_REJECTED, "no-rule");

    /**
     * Decides. A route that leads outside counts among the agent's calls from here on, until {@code
     * call} has ended.
     *
     * @param call that it is for
     * @param dialled as it was dialled, without separators
     */
    Route route(CallId call, AgentId agent, String dialled);

    /** What agents may press during a talk. */
    default FeatureCodes codes() {
        return FeatureCodes.NONE;
    }
}
