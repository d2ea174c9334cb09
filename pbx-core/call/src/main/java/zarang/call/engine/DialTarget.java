package zarang.call.engine;

/** Whom an outgoing leg rings. */
public sealed interface DialTarget {
    /** The phone that is registered for an address of record's user part, such as {@code 2001}. */
    record Registered(String user) implements DialTarget {}

    /** A fixed SIP URI, such as {@code sip:agent@127.0.0.1:15070}. */
    record Fixed(String uri) implements DialTarget {}
}
