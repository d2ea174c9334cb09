package zarang.routing.owner;

import java.util.List;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueEvent;
import zarang.routing.dispatch.CarriedCaller;

/**
 * What processes that share a floor write to one another. A process that follows the owner speaks
 * to it in sessions: it tells of all its callers, then what they say, numbered from 1. What the
 * owner tells them is numbered from 1 too.
 */
sealed interface Letter {
    String from();

    /** The owner's number, under which it is written; what bears another one is not read. */
    long fence();

    /** All callers of a process. Whoever is not among them has no place any more. */
    record Begin(String from, long fence, long session, List<CarriedCaller> callers)
            implements Letter {
        public Begin {
            callers = List.copyOf(callers);
        }
    }

    record Said(String from, long fence, long session, long number, QueueCommand command)
            implements Letter {}

    /**
     * The owner tells a caller of another process.
     *
     * @param heard how much of what the process said was known when it was decided
     */
    record Told(String from, long fence, long session, long number, long heard, QueueEvent event)
            implements Letter {}

    /**
     * The owner lives.
     *
     * @param session that it is in with the receiver; 0: none
     * @param told how much it has told in it
     * @param heard how much it has heard in it
     */
    record Pulse(String from, long fence, long session, long told, long heard) implements Letter {}

    /** The floor may be taken. */
    record GaveUp(String from, long fence) implements Letter {}

    /**
     * Something is asked of the owner.
     *
     * @param question its number
     */
    record Ask(String from, long fence, long question, OwnerQuestion<?> asked) implements Letter {}

    record Answer(String from, long fence, long question, OwnerAnswer answer) implements Letter {}
}
