package zarang.api.settings;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.CompletionStage;
import zarang.call.fact.Subject;

/**
 * How queues, agents and the floor are set, and how they are set otherwise while servers run. Any
 * thread; returns at once.
 */
public interface SettingsAtWork {
    /**
     * How something is set.
     *
     * @param place what it is of
     * @param values in effect, by key, as they would be written
     * @param files what the files say of those that are otherwise, or set live
     * @param by who set it live last, and when; empty: nobody did
     * @param mark changes with what is set
     */
    record Setting(
            Subject place,
            SequencedMap<String, String> values,
            SequencedMap<String, String> files,
            Optional<String> by,
            Optional<Instant> at,
            String mark) {}

    /** What came of setting something. */
    sealed interface Outcome {
        /**
         * It is set, or would be.
         *
         * @param changes such as {@code queue sales: wrap-up 5s -> 10s}
         */
        record Done(List<String> changes, Setting now) implements Outcome {}

        /**
         * It cannot be.
         *
         * @param byKey what is wrong with a value; of an empty key, with something else
         */
        record Wrong(SequencedMap<String, String> byKey) implements Outcome {}

        /** Somebody else set it meanwhile. */
        record Overtaken(Setting now) implements Outcome {}

        /** The files have no such thing. */
        record Unknown() implements Outcome {}
    }

    /** All queues, in the order of the configuration. */
    CompletionStage<List<Setting>> queues();

    /** One thing; empty if the files have none of that name. */
    CompletionStage<Optional<Setting>> one(Subject place);

    /**
     * Sets one live. Fails if it cannot be kept, and then nothing is set.
     *
     * @param values by key; empty: as the files say
     * @param mark that it must have; empty: whatever it is
     * @param apply false: says what would come of it
     */
    CompletionStage<Outcome> set(
            Subject place,
            Map<String, Optional<String>> values,
            String mark,
            String by,
            boolean apply);

    /** Sets one as the files say; the same otherwise. */
    CompletionStage<Outcome> reset(Subject place, String mark, String by, boolean apply);
}
