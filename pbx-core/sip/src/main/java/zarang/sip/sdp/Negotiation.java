package zarang.sip.sdp;

/** What came of an offer or an answer. */
public sealed interface Negotiation {
    /**
     * A stream came of it.
     *
     * @param answer the description to send back; empty when it was the other side that answered
     */
    record Agreed(AudioStream stream, String answer) implements Negotiation {}

    /** No stream came of it: 488 to an offer; the end of the call for an answer. */
    record Refused(SdpFault fault) implements Negotiation {}
}
