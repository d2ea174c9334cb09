package zarang.call.verb;

import java.time.Duration;
import java.util.Optional;
import zarang.call.BridgeId;
import zarang.call.CallTermination.Result;
import zarang.call.QueueName;
import zarang.call.engine.LegEvent;
import zarang.call.queue.QueueEvent;
import zarang.call.script.ServiceAnswer;

/**
 * One thing that a call does: wait in a queue, ring an agent, talk. It keeps its own state, answers
 * for the legs that it owns ({@link zarang.call.leg.LegOwner}), and gives back what it holds when
 * the call is done with it.
 *
 * <p>What is not of a leg goes to every verb that is under way; each takes what is its own and lets
 * the rest pass, also what crossed with its beginning or end.
 */
interface Verb {
    /** Whether the caller is busy with it, rather than somebody beside, such as a supervisor. */
    default boolean isForCaller() {
        return true;
    }

    default void on(QueueEvent event) {}

    default void on(ServiceAnswer answer) {}

    /** The caller has a place again that it had in a queue before this call. */
    default void onRegained(QueueName queue, Duration waited) {}

    /** A timer ran out; its name says whose it was. */
    default void onTimer(String timer) {}

    /** Somebody put whom it talks with on hold, or took it back. */
    default void onHeld(LegEvent.Held by) {}

    /** A bridge is no more; a leg that this verb had in it is out of it. */
    default void onBridgeClosed(BridgeId bridge) {}

    /** Every verb has had its say of an event: the place for what follows from all of it. */
    default void endTurn() {}

    /**
     * Gives back whatever is held: a place in a queue, an offer, a leg.
     *
     * @return what the call was to its caller by this verb; empty if a verb beneath is to say
     */
    Optional<Result> leave(Leaving why);
}
