package zarang.call.actor;

import java.util.Optional;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.engine.DialTarget;
import zarang.call.plan.DialPlan;
import zarang.call.plan.FeatureCodes;
import zarang.call.plan.Route;
import zarang.call.plan.SupervisedTalk;
import zarang.call.plan.SupervisionMode;
import zarang.call.script.NumberToRing;

/**
 * A dial plan for tests, as {@link AgentsPlan}; 2005 to 2009 are supervisors, and dial *81 to *83
 * before an extension.
 */
final class SupervisorsPlan implements DialPlan {
    private final DialPlan agents = new AgentsPlan();

    @Override
    public Route route(CallId call, AgentId agent, String dialled) {
        return agents.route(call, agent, dialled);
    }

    @Override
    public Route.ToSomebody routeOfScript(CallId call, String script, NumberToRing number) {
        return agents.routeOfScript(call, script, number);
    }

    @Override
    public Route.ToSomebody routeOfCallback(CallId call, QueueName queue, PhoneNumber number) {
        return agents.routeOfCallback(call, queue, number);
    }

    @Override
    public FeatureCodes codes() {
        return agents.codes();
    }

    @Override
    public Optional<DialTarget> supervisor(AgentId agent) {
        return agent.value().matches("200[5-9]")
                ? Optional.of(new DialTarget.Registered(agent.value()))
                : Optional.empty();
    }

    @Override
    public Optional<SupervisedTalk> supervised(AgentId agent, String dialled) {
        return supervisor(agent).isPresent() && dialled.matches("\\*8[1-3]200[1-9]")
                ? Optional.of(
                        new SupervisedTalk(
                                new AgentId(dialled.substring(3)), mode(dialled.charAt(2))))
                : Optional.empty();
    }

    private static SupervisionMode mode(char key) {
        return switch (key) {
            case '1' -> SupervisionMode.LISTEN;
            case '2' -> SupervisionMode.WHISPER;
            default -> SupervisionMode.BARGE;
        };
    }
}
