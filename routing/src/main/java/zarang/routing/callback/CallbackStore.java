package zarang.routing.callback;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Where call-backs are kept for all processes and over restarts. Any thread; returns at once. The
 * stages complete on any thread and fail while the store is away; every call bears to be made
 * again.
 */
interface CallbackStore {
    /** What came of putting one on the list. */
    sealed interface Put {
        /** It is on the list. */
        record New() implements Put {}

        /** The same queue calls the same number already. */
        record There(String id) implements Put {}

        /** The list is full, or who asked has as many on it as one may. */
        record Full() implements Put {}
    }

    CompletionStage<Put> put(Callback callback);

    /** Takes one off the list; false if it is not on it. */
    CompletionStage<Boolean> close(String id, CallbackText.Closing how);

    /** The list, as {@link CallbackText} writes it, by id. */
    CompletionStage<Map<String, String>> all();

    /** One of the list, as {@link CallbackText} writes it; empty if it is not on it. */
    CompletionStage<Optional<String>> one(String id);

    /** How many are on the list. */
    CompletionStage<Long> count();

    /** What the journal may not have yet: {@code id:booked} and {@code id:closed}. */
    CompletionStage<Map<String, String>> untold();

    /** The journal has it. */
    CompletionStage<?> told(String what);
}
