package zarang.api.flows;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import zarang.call.PhoneNumber;

/** Real calls that become tests. Of this process alone. Any thread; returns at once. */
public interface FlowTraces {
    /**
     * A call that is, or is to be, noted.
     *
     * @param state {@code waiting}, {@code running}, {@code done}, or {@code expired} if none came
     * @param test a file of tests; empty until it is done
     * @param notes what its reader has to know, a sentence each
     */
    record Trace(String id, String flow, String state, Optional<String> test, List<String> notes) {
        public Trace {
            notes = List.copyOf(notes);
        }
    }

    /** What came of asking for one. */
    sealed interface Wanted {
        record Begun(Trace trace) implements Wanted {}

        record NoSuchFlow() implements Wanted {}

        /** As many are wanted as can be. */
        record TooMany(int most) implements Wanted {}
    }

    /**
     * Notes the next call of a flow.
     *
     * @param caller the only one who is wanted; empty: whoever calls
     * @param within how long to wait for it
     */
    CompletionStage<Wanted> want(String flow, Optional<PhoneNumber> caller, Duration within);

    /** How far it is; empty if there is none. */
    CompletionStage<Optional<Trace>> find(String flow, String id);

    /** Forgets one, also while its call goes on; false if there is none. */
    CompletionStage<Boolean> forget(String flow, String id);
}
