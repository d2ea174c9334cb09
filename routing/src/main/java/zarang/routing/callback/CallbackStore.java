package zarang.routing.callback;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Where a list of those who are to be called is kept for all processes and over restarts. Any
 * thread; returns at once. The stages complete on any thread and fail while the store is away;
 * every call bears to be made again.
 */
interface CallbackStore {
    /**
     * One of the list.
     *
     * @param text as it is kept
     * @param who of two who are the same here, one is on the list
     * @param by who asked for it, which is counted
     */
    record Item(String id, String text, String who, String by) {}

    /** What came of putting one on the list. */
    sealed interface Put {
        /** It is on the list. */
        record New() implements Put {}

        /** The same one is on it already. */
        record There(String id) implements Put {}

        /** The list is full, or who asked has as many on it as one may. */
        record Full() implements Put {}
    }

    /**
     * All of it, each by id.
     *
     * @param tries how many, and not before when
     * @param held until when, and by whom
     */
    record Contents(
            Map<String, String> texts, Map<String, String> tries, Map<String, String> held) {}

    /**
     * Puts one on the list.
     *
     * @param heldFor it is held so long at first, in the name of who asks; zero: not
     */
    CompletionStage<Put> put(Item item, Duration heldFor, String holder);

    /** What is kept of one is something else from here on; false if it is not on the list. */
    CompletionStage<Boolean> amend(String id, String text);

    /** The id of the one that is the same as {@code who}; empty if there is none. */
    CompletionStage<Optional<String>> find(String who);

    /** Takes one off the list, whoever has it; false if it is not on it. */
    CompletionStage<Boolean> close(String id, String closing);

    /**
     * Takes one off the list, unless somebody else has it: its id, if it was on it.
     *
     * @param by who takes it off
     */
    CompletionStage<TakenOff<String>> takeOff(String id, String closing, String by);

    /** Holds one, or lets it go after no time: who holds it now, or nobody if it is not there. */
    CompletionStage<Optional<String>> hold(String id, String by, Duration span);

    CompletionStage<Contents> all();

    /** The same with that one at most. */
    CompletionStage<Contents> one(String id);

    /** How many are on the list. */
    CompletionStage<Long> count();

    /** Another one whenever something has changed. */
    CompletionStage<String> version();

    /**
     * Counts a try before it is made.
     *
     * @param max how many there may be in all
     * @param gap until the next one
     */
    CompletionStage<CallbackTry> tried(String id, DiallerName dialler, int max, Duration gap);

    /** Takes the calling for some time, or keeps it; false if another process has it. */
    CompletionStage<Boolean> lead(DiallerName dialler, Duration span);

    /** What the journal may not have yet: {@code id:booked} and {@code id:closed}. */
    CompletionStage<Map<String, String>> untold();

    /** The journal has it. */
    CompletionStage<?> told(String what);
}
