package zarang.call.verb;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;

/**
 * A call as it is at one moment. Immutable.
 *
 * @param since when it came in
 * @param caller the trusted number; empty if there is none
 * @param from the agent who called; empty for a caller from outside
 * @param queue the line that the caller waits in, or waited in last
 * @param agent who talks with the caller, or is rung for it
 */
public record CallSnapshot(
        CallId id,
        Instant since,
        Optional<PhoneNumber> caller,
        Optional<AgentId> from,
        Optional<QueueName> queue,
        Optional<AgentId> agent,
        CallActivity activity,
        List<Supervision> supervision) {
    /** By the verb that is nearest to the front. */
    private static final Map<Class<? extends Verb>, CallActivity> ACTIVITIES =
            Map.ofEntries(
                    Map.entry(RunScript.class, CallActivity.SCRIPT),
                    Map.entry(WaitInQueue.class, CallActivity.WAITING),
                    Map.entry(RingAgent.class, CallActivity.RINGING),
                    Map.entry(CallOut.class, CallActivity.DIALLING),
                    Map.entry(ReturnCall.class, CallActivity.DIALLING),
                    Map.entry(DialByScript.class, CallActivity.DIALLING),
                    Map.entry(Talk.class, CallActivity.TALKING),
                    Map.entry(Transfer.class, CallActivity.HANDED_ON),
                    Map.entry(Parked.class, CallActivity.PARKED),
                    Map.entry(TakeNote.class, CallActivity.RECORDING),
                    Map.entry(StopCall.class, CallActivity.ENDING));

    public CallSnapshot {
        supervision = List.copyOf(supervision);
    }

    static CallSnapshot of(CallState call) {
        Optional<Talk> talk = call.verbs.find(Talk.class);
        return new CallSnapshot(
                call.id,
                call.clock.startedAt(),
                call.caller.number(),
                call.caller.agent(),
                talk.flatMap(now -> now.other().queue()).or(() -> call.clock.waits().queue()),
                talk.flatMap(now -> now.other().agent())
                        .or(() -> call.verbs.find(RingAgent.class).map(RingAgent::agent)),
                activity(call),
                call.verbs.beside(Supervise.class).stream().map(Supervise::snapshot).toList());
    }

    private static CallActivity activity(CallState call) {
        return call.verbs
                .fromFront()
                .flatMap(verb -> Optional.ofNullable(ACTIVITIES.get(verb.getClass())).stream())
                .findFirst()
                .orElse(CallActivity.ENDING);
    }

    /** Whether {@code who} is in it with the caller, or is who called. */
    public boolean isTalkOf(AgentId who) {
        return activity == CallActivity.TALKING
                && (agent.equals(Optional.of(who)) || from.equals(Optional.of(who)));
    }
}
