package zarang.call.journal;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import zarang.call.fact.FactType;
import zarang.call.fact.UnreadableEntryException;

/**
 * Somebody who acts on what happened: points, webhooks, history. Each has a name and its own place
 * in the journal.
 */
public interface JournalConsumer {
    /** The consumer group, such as {@code loyalty}. */
    String name();

    /**
     * Whether entries of this type are for it; always the same. What is not is done for the whole
     * group and does not come, but for what an earlier version wrote. What no version here knows is
     * not asked about: it waits for one that does. Any thread.
     */
    default boolean wants(FactType<?> type) {
        return true;
    }

    /**
     * Takes an entry. Called on virtual threads of the consumer's own: entries of one subject one
     * at a time, in journal order, those of different subjects at once; may wait. An entry comes
     * again after a crash or after an exception, so the effect must be idempotent.
     *
     * @param sequence number of the entry among those of its subject, 1 and up; without gaps if all
     *     types are wanted
     * @throws UnreadableEntryException the entry is not done, and this version cannot: it waits for
     *     a later one
     * @throws RepairNeededException the entry is not done, and a delay will not help: it is parked,
     *     and comes again when parked entries are tried
     * @throws Exception the entry is not done: it comes again after a delay
     */
    void accept(StoredEntry entry, long sequence) throws Exception;

    /**
     * Begins with an entry and returns before it is done, so that what comes together can be asked
     * for together: for a consumer whose effects hang neither on the order of entries nor on the
     * end of the one before. What the stage fails for is given to {@link #accept}, in its order; it
     * may have had its effect, and entries after it too. The same threads.
     *
     * @return when it is done; empty: {@link #accept} takes it, once all that were begun are done
     * @throws Exception as if empty
     */
    default Optional<CompletionStage<?>> begin(StoredEntry entry, long sequence) throws Exception {
        return Optional.empty();
    }
}
