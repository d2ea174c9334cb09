package zarang.call.engine;

import java.util.List;

/** Whom an outgoing leg rings. */
public sealed interface DialTarget {
    /** The phone that is registered for an address of record's user part, such as {@code 2001}. */
    record Registered(String user) implements DialTarget {}

    /** A fixed SIP URI, such as {@code sip:agent@127.0.0.1:15070}. */
    record Fixed(String uri) implements DialTarget {}

    /**
     * A telephone number outside.
     *
     * @param number E.164 with its plus, or digits as the numbering plan of the trunks has them
     * @param trunks names of those that may carry the call, the one to try first first; not empty
     */
    record Outside(String number, List<String> trunks) implements DialTarget {
        public Outside {
            trunks = List.copyOf(trunks);
        }
    }
}
