package zarang.ivr.foreign;

/** A file that is no script of a system that is known, or one that is not safe to read. */
public final class UnreadableScriptException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableScriptException(String message) {
        super(message);
    }
}
