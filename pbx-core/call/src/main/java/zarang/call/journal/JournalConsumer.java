package zarang.call.journal;

/**
 * Somebody who acts on what happened: points, webhooks, history. Each has a name and its own place
 * in the journal.
 */
public interface JournalConsumer {
    /** The consumer group, such as {@code loyalty}. */
    String name();

    /**
     * Takes an entry. Called on a virtual thread of the consumer's own, one entry at a time, in
     * journal order; may wait. An entry comes again after a crash or after an exception, so the
     * effect must be idempotent.
     *
     * @param sequence number of the entry in its call, 1 and up without gaps
     * @throws RepairNeededException the entry is not done, and a delay will not help: it is parked,
     *     and comes again when parked entries are tried
     * @throws Exception the entry is not done: it comes again after a delay
     */
    void accept(JournalEntry entry, long sequence) throws Exception;
}
