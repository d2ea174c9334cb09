package zarang.call.actor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import zarang.call.AgentId;
import zarang.call.Audience;
import zarang.call.CallId;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.engine.DialTarget;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.engine.LegOutcome;
import zarang.call.fact.CallDialled;
import zarang.call.journal.JournalEntry;
import zarang.call.plan.DialPlan;
import zarang.call.plan.Route;
import zarang.call.script.DialResult;
import zarang.call.script.NumberToRing;
import zarang.call.script.RingWish;
import zarang.call.script.Screening;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptEvent;

/** A script that rings somebody for its caller, and what comes of it. */
abstract class DialingScript {
    static final Duration RING = Duration.ofSeconds(20);
    static final Audience EVERYONE = new Audience.Everyone();

    final Bench bench = new Bench();
    final List<DialResult> results = new ArrayList<>();
    RingWish.Order order = RingWish.Order.IN_TURN;
    boolean detect;
    Optional<Screening> screening = Optional.empty();
    List<String> numbers = List.of("2001");

    @BeforeEach
    void scriptDials() {
        bench.plan = new ForScripts();
        bench.script =
                event ->
                        switch (event) {
                            case ScriptEvent.Started started -> List.of(new ScriptCommand.Answer());
                            case ScriptEvent.Answered answered -> List.of(dial());
                            case ScriptEvent.Digit digit -> List.of(new ScriptCommand.StopDial());
                            case ScriptEvent.DialEnded(DialResult result) -> {
                                results.add(result);
                                yield List.of();
                            }
                            default -> List.of();
                        };
    }

    ScriptCommand dial() {
        return new ScriptCommand.Dial(
                numbers.stream().map(number -> new NumberToRing(number, false)).toList(),
                new RingWish(order, RING, Optional.empty(), "tone:ringback", detect, screening));
    }

    private static final class ForScripts implements DialPlan {
        @Override
        public Route route(CallId call, AgentId agent, String dialled) {
            return new Route.Refused(Cause.CALL_REJECTED, "no-rule");
        }

        @Override
        public Route.ToSomebody routeOfScript(CallId call, String script, NumberToRing number) {
            if (number.number().startsWith("200")) {
                return new Route.Colleague(
                        new AgentId(number.number()),
                        new DialTarget.Registered(number.number()),
                        Duration.ofSeconds(30));
            }
            return number.number().startsWith("+")
                    ? new Route.Outside(
                            new DialTarget.Outside(number.number(), List.of("carrier")),
                            Duration.ofSeconds(30))
                    : new Route.Refused(Cause.CALL_REJECTED, "no-rule");
        }
    }

    LegId caller() {
        LegId caller = bench.arrive();
        bench.onLeg(new LegEvent.Answered(caller));
        bench.loop.settle();
        return caller;
    }

    List<LegId> rung() {
        return bench.engine.stream()
                .filter(LegCommand.Dial.class::isInstance)
                .map(LegCommand::leg)
                .toList();
    }

    void refuses(LegId leg, Cause cause) {
        bench.onLeg(new LegEvent.Ended(leg, cause, LegOutcome.REFUSED, ""));
        bench.loop.settle();
    }

    void hangsUp(LegId leg) {
        bench.onLeg(new LegEvent.Ended(leg, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, ""));
        bench.loop.settle();
    }

    List<String> outcomes() {
        return bench.journal.stream()
                .map(JournalEntry::fact)
                .filter(CallDialled.class::isInstance)
                .map(fact -> ((CallDialled) fact).outcome())
                .toList();
    }
}
