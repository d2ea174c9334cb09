package zarang.api.queues;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.CompletionStage;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.fact.Subject;
import zarang.routing.dispatch.LineRequest;
import zarang.routing.owner.OwnerAnswer;
import zarang.routing.owner.QueueNow;

/** The queues as a supervisor sees and sets them. Any thread; returns at once. */
public interface QueuesAtWork {
    /**
     * How a queue is set.
     *
     * @param values in effect, by key, as they would be written
     * @param files what the file says of those that are set live
     * @param by who set it live last, and when; empty: nobody did
     * @param mark changes with what is set
     */
    record Setting(
            QueueName queue,
            boolean open,
            SequencedMap<String, String> values,
            SequencedMap<String, String> files,
            Optional<String> by,
            Optional<Instant> at,
            String mark) {}

    /** What came of setting a queue. */
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
         * @param byKey what is wrong with a value; of an empty key, with another queue
         */
        record Wrong(SequencedMap<String, String> byKey) implements Outcome {}

        /** Somebody else set it meanwhile. */
        record Overtaken(Setting now) implements Outcome {}

        /** There is no queue of that name. */
        record NoQueue() implements Outcome {}
    }

    /** All queues, in the order of the configuration. */
    CompletionStage<List<Setting>> settings();

    /** How they are; fails as a problem if nobody who decides answers. */
    CompletionStage<List<QueueNow>> now();

    /**
     * Sets one live. Fails if it cannot be kept, and then nothing is set.
     *
     * @param values by key; empty: as the file says
     * @param mark that it must have; empty: whatever it is
     * @param apply false: says what would come of it
     */
    CompletionStage<Outcome> set(
            QueueName queue,
            Map<String, Optional<String>> values,
            String mark,
            String by,
            boolean apply);

    /** Sets one as its file says; the same otherwise. */
    CompletionStage<Outcome> reset(QueueName queue, String mark, String by, boolean apply);

    /**
     * Who waits in a queue, after what is wanted of one of them was done. Fails as a problem if
     * nobody who decides answers.
     */
    CompletionStage<OwnerAnswer.Line> line(QueueName queue, Optional<LineRequest> request);

    /**
     * The numbers of callers, as they may be shown, whichever process has their calls; without
     * those of a process that does not answer within a second.
     */
    CompletionStage<Map<Subject, String>> numbers(List<Subject> callers);

    /** The tiers of the club. */
    List<Tier> tiers();
}
