package zarang.routing.statistics;

import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * An agent's figures of one time. Callers of queues count for the time in which they began to wait,
 * as they do for the queue; offers, other talks and states for their own. Times are in ms.
 *
 * @param offers callers who were offered to the agent, of all queues
 * @param missed of those, which the agent did not take
 * @param answered callers of queues whom it answered
 * @param talks with them that are over
 * @param otherTalks its own calls, and callers whom a colleague handed on
 * @param states how long it was in each state but {@code logged-out}, split where a quarter of an
 *     hour ends; the state under way included
 * @param atWorkMs of those, all but {@code not-ready}
 * @param busyMs of those, in talks, in other calls and in wrap-up
 * @param occupancy busy ÷ at work; empty: it was not at work
 */
public record AgentRow(
        String agent,
        Instant from,
        Instant to,
        long offers,
        long missed,
        long answered,
        long talks,
        long talksLost,
        HandlingTimes handling,
        long otherTalks,
        long otherTalkMs,
        Map<String, Long> states,
        long atWorkMs,
        long busyMs,
        OptionalDouble occupancy) {
    private static final Set<String> BUSY = Set.of("on-call", "engaged", "wrap-up");
    private static final String NOT_READY = "not-ready";

    public AgentRow {
        states = Map.copyOf(states);
    }

    static AgentRow of(String agent, IntervalStep.Span span, Tallies of) {
        Map<String, Long> states = of.each(AgentTime.STATE);
        long busy = 0;
        long atWork = 0;
        for (var each : states.entrySet()) {
            atWork += each.getKey().startsWith(NOT_READY) ? 0 : each.getValue();
            busy += BUSY.contains(each.getKey()) ? each.getValue() : 0;
        }
        return new AgentRow(
                agent,
                span.start(),
                span.end(),
                of.of("offers"),
                of.of("missed"),
                of.of("answered"),
                of.of("talks"),
                of.of("talksLost"),
                HandlingTimes.of(of),
                of.of("otherTalks"),
                of.of("otherTalkMs"),
                states,
                atWork,
                busy,
                Tallies.ratio(busy, atWork));
    }
}
