package zarang.sip.message;

import java.util.OptionalLong;

/**
 * Reads addresses that stand somewhere else than in a message: in a file, in a header of its own.
 */
public final class SipSyntax {
    private SipSyntax() {}

    /**
     * Reads a URI.
     *
     * @throws BadSyntax it is none
     */
    public static Uri uri(String written) {
        return JainParser.uri(written);
    }

    /** Reads a number of seconds; larger than 2³²−1 counts as that, RFC 3261 §20.10. */
    public static OptionalLong deltaSeconds(String written) {
        return Numbers.deltaSeconds(written);
    }

    /**
     * Reads one address, such as a From has.
     *
     * @throws BadSyntax it is none, or more than one
     */
    public static NameAddr nameAddr(String written) {
        return JainParser.nameAddr(written);
    }
}
