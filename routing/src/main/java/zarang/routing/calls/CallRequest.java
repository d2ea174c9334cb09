package zarang.routing.calls;

import java.util.Optional;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.plan.SupervisionMode;
import zarang.call.verb.SupervisionWish;

/**
 * What is wanted of a call, whichever process has it.
 *
 * @param by who wants it, for the journal of the process that has the call
 */
public record CallRequest(CallId call, Wish wish, String by) {
    /** What is wanted; see {@link SupervisionWish}. */
    public sealed interface Wish {
        /** That a supervisor's phone is rung, to be in the talk. */
        record Ring(AgentId supervisor, SupervisionMode mode) implements Wish {}

        /**
         * That it is in the talk in another way.
         *
         * @param supervisor empty: the only one who is in it
         */
        record Become(Optional<AgentId> supervisor, SupervisionMode mode) implements Wish {}

        record TakeOver(Optional<AgentId> supervisor) implements Wish {}

        record Leave(Optional<AgentId> supervisor) implements Wish {}

        record HangUp() implements Wish {}

        record Requeue() implements Wish {}
    }

    SupervisionWish begin() {
        return switch (wish) {
            case Wish.Ring(var supervisor, var mode) -> SupervisionWish.ring(supervisor, mode, by);
            case Wish.Become(var supervisor, var mode) ->
                    SupervisionWish.become(supervisor, mode, by);
            case Wish.TakeOver(var supervisor) -> SupervisionWish.takeOver(supervisor, by);
            case Wish.Leave(var supervisor) -> SupervisionWish.leave(supervisor, by);
            case Wish.HangUp() -> SupervisionWish.hangUp(by);
            case Wish.Requeue() -> SupervisionWish.requeue(by);
        };
    }
}
