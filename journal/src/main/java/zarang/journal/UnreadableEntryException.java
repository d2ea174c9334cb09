package zarang.journal;

/**
 * Stored text is not a journal entry that this version understands. Says where, never the value.
 */
public final class UnreadableEntryException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableEntryException(String message) {
        super(message);
    }

    UnreadableEntryException(String message, Throwable cause) {
        super(message, cause);
    }
}
