package zarang.call.fact;

/**
 * What is stored is not an entry that this version can read; a later one may. Says where, never the
 * value.
 */
public final class UnreadableEntryException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnreadableEntryException(String message) {
        super(message);
    }

    public UnreadableEntryException(String message, Throwable cause) {
        super(message, cause);
    }
}
