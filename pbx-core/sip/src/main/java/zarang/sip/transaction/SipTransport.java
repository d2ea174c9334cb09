package zarang.sip.transaction;

import zarang.sip.message.SipMessage;

/** The port to the network below the transactions. Control loop only. */
public interface SipTransport {
    /**
     * Sends a message. Returns at once.
     *
     * @param failed runs later on the control loop, at most once, if it is known that the message
     *     did not leave
     */
    void send(SipMessage message, Hop hop, Runnable failed);

    /** Whether messages can be sent over it. */
    default boolean speaks(Protocol protocol) {
        return protocol.isEverybodys();
    }

    /** Whether the connection that the hop names is there; true of what needs none. */
    default boolean isOpen(Hop hop) {
        return speaks(hop.protocol());
    }

    /** What a Via or a Contact names as ours towards {@code hop}. */
    SentBy sentBy(Hop hop);

    /**
     * An address of ours.
     *
     * @param host an IPv6 address in brackets
     */
    record SentBy(String host, int port) {}
}
