package zarang.ivr.expression;

/** Why a text is no expression; its message is read after the text, by an admin. */
public final class ExpressionFault extends Exception {
    private static final long serialVersionUID = 1;

    ExpressionFault(String message) {
        super(message, null, false, false);
    }

    /** The message. */
    public String why() {
        return String.valueOf(getMessage());
    }
}
