package zarang.call.journal;

/** The port to the journal. */
public interface Journal {
    /**
     * Writes an entry. Any thread; returns at once. From here on the entry is not lost: it goes to
     * the local spool first and to Redis as soon as that answers, in the order of these calls.
     */
    void append(JournalEntry entry);
}
