package zarang.call.actor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.Cause;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.engine.DialTarget;
import zarang.call.plan.DialPlan;
import zarang.call.plan.FeatureCodes;
import zarang.call.plan.Route;
import zarang.call.script.NumberToRing;

/**
 * A dial plan for tests: extensions 2001 to 2009 are agents, 70 and 71 places to park at, {@code
 * out} is a number outside, and all else is forbidden.
 */
final class AgentsPlan implements DialPlan {
    static final Duration RING = Duration.ofSeconds(20);
    static final Duration PARKED = Duration.ofMinutes(1);
    private static final FeatureCodes CODES =
            new FeatureCodes(Optional.of("*1"), Optional.of("*2"), Optional.of("*3"));

    @Override
    public Route route(CallId call, AgentId agent, String dialled) {
        return switch (dialled) {
            case "out" -> new Route.Outside(new DialTarget.Outside("+98211", List.of("t")), RING);
            case "70", "71" -> new Route.Place(dialled, PARKED);
            default ->
                    dialled.matches("200[1-9]")
                            ? new Route.Colleague(
                                    new AgentId(dialled), new DialTarget.Registered(dialled), RING)
                            : new Route.Refused(Cause.CALL_REJECTED, "no-rule");
        };
    }

    @Override
    public Route.ToSomebody routeOfScript(CallId call, String script, NumberToRing number) {
        return number.number().startsWith("+")
                ? new Route.Outside(new DialTarget.Outside(number.number(), List.of("t")), RING)
                : number.number().matches("200[1-9]")
                        ? new Route.Colleague(
                                new AgentId(number.number()),
                                new DialTarget.Registered(number.number()),
                                RING)
                        : new Route.Refused(Cause.CALL_REJECTED, "no-rule");
    }

    @Override
    public Route.ToSomebody routeOfCallback(CallId call, QueueName queue, PhoneNumber number) {
        return new Route.Outside(new DialTarget.Outside(number.e164(), List.of("t")), RING);
    }

    @Override
    public FeatureCodes codes() {
        return CODES;
    }
}
