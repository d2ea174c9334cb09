package zarang.call.actor;

import zarang.call.Cause;
import zarang.call.engine.LegEvent;
import zarang.call.member.MemberLookup;
import zarang.call.queue.QueueEvent;

/** What a call hears of the world. */
public sealed interface CallEvent {
    /** The call was taken; its caller's leg has arrived. */
    record Begun() implements CallEvent {}

    record OnLeg(LegEvent event) implements CallEvent {}

    record OnQueue(QueueEvent event) implements CallEvent {}

    record LookedUp(MemberLookup result) implements CallEvent {}

    record TimerFired(String timer) implements CallEvent {}

    /** The exchange ends the call: drain limit, longest call. */
    record Stop(Cause cause, String reason) implements CallEvent {}
}
