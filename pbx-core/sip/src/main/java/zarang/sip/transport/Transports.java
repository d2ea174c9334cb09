package zarang.sip.transport;

import java.util.List;
import zarang.sip.transaction.Protocol;

/** The transports of this build. A new one is its own file and its line here (ADR 0033). */
public final class Transports {
    static final List<TransportKind> SPOKEN = List.of(UdpTransport.KIND, TcpTransport.KIND);

    private Transports() {}

    /**
     * Reads where to listen: {@code udp:HOST:PORT} or {@code tcp:HOST:PORT}; an IPv6 address in
     * brackets.
     *
     * @throws IllegalArgumentException it is none; the message says what is expected
     */
    public static ListenAddress listener(String written) {
        return listener(written, SPOKEN);
    }

    static ListenAddress listener(String written, List<TransportKind> spoken) {
        List<Protocol> protocols = spoken.stream().map(TransportKind::protocol).toList();
        return ListenAddress.parse(written, protocols);
    }
}
