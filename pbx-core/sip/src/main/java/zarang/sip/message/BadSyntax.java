package zarang.sip.message;

/**
 * A header or a URI that the grammar does not allow. {@link SipCodec} has tried every header that
 * an accessor reads, so it is not met in a message that came in.
 */
public final class BadSyntax extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Without a stack trace: hostile input must not cost one. */
    BadSyntax(String what) {
        super(what, null, false, false);
    }

    String what() {
        return String.valueOf(getMessage());
    }
}
