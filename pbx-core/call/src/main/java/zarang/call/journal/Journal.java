package zarang.call.journal;

import java.util.concurrent.CompletionStage;

/** The port to the journal. */
@FunctionalInterface
public interface Journal {
    /**
     * Writes an entry, and says when it is durable: on the local disk, synced, or in Redis. From
     * there on it survives this process and the power of this machine. Any thread; returns at once.
     * Entries go on in the order of these calls.
     *
     * <p>The stage completes with the entry, or fails with {@link EntryLostException} once it is
     * certain that the entry was not kept. What depends on it runs on the journal's thread and is
     * to be short. On the call path nobody waits for it without a limit: a disk can hang.
     */
    CompletionStage<JournalEntry> appendDurably(JournalEntry entry);

    /** Writes an entry; what is lost is counted and logged. Any thread; returns at once. */
    default void append(JournalEntry entry) {
        var _ = appendDurably(entry);
    }
}
