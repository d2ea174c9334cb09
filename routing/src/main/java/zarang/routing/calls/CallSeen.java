package zarang.routing.calls;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.verb.CallActivity;
import zarang.call.verb.CallSnapshot;
import zarang.call.verb.Supervision;

/**
 * A call of some process, as somebody sees it who is not in it. Immutable.
 *
 * @param node the name of the process that has it
 * @param caller the last digits of the number, such as {@code +…67}: more leaves no process
 */
public record CallSeen(
        String node,
        CallId id,
        Instant since,
        Optional<String> caller,
        Optional<AgentId> from,
        Optional<QueueName> queue,
        Optional<AgentId> agent,
        CallActivity activity,
        List<Supervision> supervision) {
    public CallSeen {
        supervision = List.copyOf(supervision);
    }

    /** A call of the process of that name. */
    public static CallSeen of(String node, CallSnapshot call) {
        return new CallSeen(
                node,
                call.id(),
                call.since(),
                call.caller().map(PhoneNumber::toString),
                call.from(),
                call.queue(),
                call.agent(),
                call.activity(),
                call.supervision());
    }
}
