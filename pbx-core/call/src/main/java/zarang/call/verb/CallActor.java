package zarang.call.verb;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import zarang.call.CallId;
import zarang.call.CallTermination;
import zarang.call.LegId;
import zarang.call.engine.LegEvent;
import zarang.call.fact.Fact;
import zarang.call.loop.Moment;
import zarang.call.plan.Numbering;

/**
 * One call: a state machine, event in, commands out. No I/O, no clock, no thread of its own.
 *
 * <p><b>States.</b> It knows no verb by name. A leg's event goes to the verb that owns the leg, all
 * else to every verb under way; what state the call is in is which verbs are, as {@link Verbs}
 * draws it. So a new verb is a new file, and nothing here changes. A call begins with {@link
 * CallEvent.Wanted} and is over with {@link CallCommand.Finish}, after which nothing follows from
 * anything.
 *
 * <p><b>Concurrency.</b> One thread at a time, the control loop's: fields are plain and nothing is
 * locked. A turn is one event; its commands are given back and carried out after it by the shell
 * around it, so no verb ever sees half a turn, and a failing port cannot break a decision.
 *
 * <p><b>Bounds.</b> It sets no limit itself: each verb sets its own timers, and the shell ends a
 * call that lasts longer than {@code sip.call-longest}. Legs are few, as many as its verbs ask for.
 *
 * <p><b>Why.</b> A class that owns the call grows with each feature until nobody reads it whole.
 * This one is a state and a dispatch, so transfers, conferences and supervisors come as verbs
 * beside the ones that are here, and whole calls are tested in microseconds without a network (ADR
 * 0028).
 */
public final class CallActor {
    private final CallState call;

    /**
     * A call that begins; {@link CallEvent.Wanted} says what it does first.
     *
     * @param legIds gives the ids of the legs that it dials
     * @param numbers where what an agent dials leads
     */
    public CallActor(
            CallId id, Caller caller, Supplier<LegId> legIds, Numbering numbers, Moment now) {
        call =
                new CallState(
                        id,
                        caller,
                        legIds,
                        numbers,
                        now,
                        state -> (asked, target) -> Transfer.asked(state, asked, target));
    }

    public CallId id() {
        return call.id;
    }

    public Caller caller() {
        return call.caller;
    }

    /**
     * What follows from {@code event} at {@code now}. After {@link CallCommand.Finish} nothing
     * follows from anything.
     */
    public List<CallCommand> on(CallEvent event, Moment now) {
        if (call.isOver()) {
            return List.of();
        }
        call.clock.set(now);
        switch (event) {
            case CallEvent.Wanted wanted -> wanted.verb().begin(call);
            case CallEvent.OnLeg leg -> onLeg(leg.event());
            case CallEvent.OnQueue queue -> call.verbs.each(verb -> verb.on(queue.event()));
            case CallEvent.Told told -> call.verbs.each(verb -> verb.on(told.answer()));
            case CallEvent.Regained place -> {
                if (call.clock.waits().carry(place.waited())) {
                    call.verbs.each(verb -> verb.onRegained(place.queue(), place.waited()));
                }
            }
            case CallEvent.TimerFired fired -> call.verbs.each(verb -> verb.onTimer(fired.timer()));
        }
        call.verbs.each(Verb::endTurn);
        return call.takeCommands();
    }

    /** A leg that is gone is in no bridge. */
    private void onLeg(LegEvent event) {
        if (event instanceof LegEvent.Ended) {
            call.bridges.leave(event.leg());
        }
        call.legs.route(event);
    }

    /**
     * Ends the call, if it has not ended, because its own code or a port failed. Gives the facts
     * that are not handed out yet. Legs and place are given back elsewhere.
     */
    public List<Fact> brokenOff(Moment now) {
        call.clock.set(now);
        if (!call.isOver()) {
            new EndCall(call).broken();
        }
        return call.takeCommands().stream()
                .filter(CallCommand.Write.class::isInstance)
                .map(command -> ((CallCommand.Write) command).fact())
                .toList();
    }

    /** The call as it is now. */
    public CallSnapshot snapshot() {
        return CallSnapshot.of(call);
    }

    /** Whether a leg is a supervisor's, or was until it ended. */
    public boolean isSupervisor(LegId leg) {
        return call.supervisors.contains(leg);
    }

    /** How the call ended, once it has. */
    public Optional<CallTermination> termination() {
        return call.isOver() ? call.termination() : Optional.empty();
    }
}
