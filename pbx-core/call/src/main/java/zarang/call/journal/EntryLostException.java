package zarang.call.journal;

/** The journal could not keep an entry: at a bound, or as it was closed. Says why. */
public final class EntryLostException extends Exception {
    private static final long serialVersionUID = 1L;

    public EntryLostException(String reason) {
        super(reason);
    }
}
