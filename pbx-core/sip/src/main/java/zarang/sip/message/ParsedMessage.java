package zarang.sip.message;

import org.jspecify.annotations.Nullable;

/** What {@link SipCodec} made of bytes that came in. */
public sealed interface ParsedMessage {
    /** A request whose headers, as far as an accessor reads them, are sound. */
    record Request(SipRequest request) implements ParsedMessage {}

    /** A response whose headers, as far as an accessor reads them, are sound. */
    record Response(SipResponse response) implements ParsedMessage {}

    /**
     * Not to be acted on.
     *
     * @param status what to answer if it can be answered: 400, 416, 505 or 513
     * @param reason a few words for the answer and the log, without anything that the sender wrote
     * @param request what could be read of it, enough to build the answer with {@link
     *     SipResponse#to}; only {@link SipMessage#topVia} and other accessors may throw {@link
     *     BadSyntax}. Null if it cannot or must not be answered.
     */
    record Malformed(int status, String reason, @Nullable SipRequest request)
            implements ParsedMessage {}

    /**
     * A request that there is no time to read: good for an answer that refuses it.
     *
     * @param request of which only the header lines are cut apart; its accessors may throw {@link
     *     BadSyntax}
     */
    record Unread(SipRequest request) implements ParsedMessage {}

    /**
     * Nothing but line ends or zeros, RFC 5626 §3.5.1 and what phones send to keep a NAT open.
     *
     * @param ping a double CRLF, which a stream answers with a CRLF
     */
    record KeepAlive(boolean ping) implements ParsedMessage {}
}
