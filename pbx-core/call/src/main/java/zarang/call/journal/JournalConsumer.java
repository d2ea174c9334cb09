package zarang.call.journal;

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
}
