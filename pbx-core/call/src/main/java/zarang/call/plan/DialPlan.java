package zarang.call.plan;

import java.util.Optional;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.Cause;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.engine.DialTarget;
import zarang.call.script.NumberToRing;

/**
 * Where what an agent or a script dials leads: a new call, or whom a caller is handed on to.
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

    /**
     * Decides for a script, as {@link #route} does for an agent. Unless a plan says otherwise, no
     * script calls anybody.
     *
     * @param script its name
     */
    default Route.ToSomebody routeOfScript(CallId call, String script, NumberToRing number) {
        return new Route.Refused(Cause.CALL_REJECTED, "no-rule");
    }

    /**
     * Decides for a queue that calls somebody back, as {@link #route} does for an agent. Unless a
     * plan says otherwise, no queue calls anybody.
     */
    default Route.ToSomebody routeOfCallback(CallId call, QueueName queue, PhoneNumber number) {
        return new Route.Refused(Cause.CALL_REJECTED, "no-rule");
    }

    /**
     * Why a queue may call nobody by that number now; empty if it may. Changes nothing and counts
     * nothing.
     */
    default Optional<String> againstCallback(QueueName queue, PhoneNumber number) {
        return Optional.of("no-rule");
    }

    /** Where the phone of a supervisor is rung; empty if that agent is none. */
    default Optional<DialTarget> supervisor(AgentId agent) {
        return Optional.empty();
    }

    /**
     * Whose talk {@code agent} wants to be in who dials that; empty if it is no code for it, or the
     * agent no supervisor. Changes nothing.
     */
    default Optional<SupervisedTalk> supervised(AgentId agent, String dialled) {
        return Optional.empty();
    }

    /**
     * What an agent asks of the floor for itself who dials that; empty if it is no code for it.
     * Changes nothing.
     */
    default Optional<AgentCode> ownState(String dialled) {
        return Optional.empty();
    }

    /** What agents may press during a talk. */
    default FeatureCodes codes() {
        return FeatureCodes.NONE;
    }
}
