package zarang.sip.transport;

import zarang.sip.transaction.Protocol;

/**
 * A transport that can be had: what it carries and how it is made. Each stands in the file of its
 * transport and in the list of {@link Transports}.
 */
record TransportKind(Protocol protocol, Maker maker) {
    /** Makes one for a network that starts. */
    @FunctionalInterface
    interface Maker {
        Transport make(TransportTools tools);
    }
}
