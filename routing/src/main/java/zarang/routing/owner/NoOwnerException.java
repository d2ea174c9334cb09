package zarang.routing.owner;

/** Nobody who decides for the floor answers now. */
public final class NoOwnerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NoOwnerException(String message) {
        super(message);
    }
}
