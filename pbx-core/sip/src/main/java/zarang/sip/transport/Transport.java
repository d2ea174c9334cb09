package zarang.sip.transport;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import zarang.sip.message.SipMessage;
import zarang.sip.transaction.Hop;

/**
 * One way to carry messages over this machine's sockets. What comes in goes to {@link
 * TransportTools#inbound}. Control loop only.
 */
interface Transport {
    /** Listens; completes with the address as bound, or with why it could not. */
    CompletionStage<InetSocketAddress> open(ListenAddress address);

    /**
     * Sends a message over the socket or connection that the hop names, else over one that fits.
     *
     * @param failed runs later on the loop, at most once, if the message did not leave
     */
    void send(SipMessage message, Hop hop, Runnable failed);

    /** Whether the connection that the hop names is there; true of what needs none. */
    default boolean isOpen(Hop hop) {
        return true;
    }

    /** Where the peer of {@code hop} would reach us over this; empty if nothing listens. */
    Optional<InetSocketAddress> listening(Hop hop);

    /** Live connections; 0 where there are none. */
    int connections();

    /** Closes every socket. */
    void close();
}
