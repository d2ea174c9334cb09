package zarang.sip.engine;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.sip.message.Host;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.Protocol;
import zarang.sip.transport.ListenAddress;
import zarang.sip.transport.Transports;

/** Where the other nodes speak SIP. Control loop only. */
final class NodeList {
    private static final Logger log = LoggerFactory.getLogger(NodeList.class);

    private record Listener(Protocol protocol, InetSocketAddress address) {}

    private final Set<Listener> listeners = new HashSet<>();
    private final Set<InetAddress> addresses = new HashSet<>();

    /**
     * @param written listeners of all other nodes, such as {@code udp:10.0.0.2:5060}
     */
    void set(List<String> written) {
        listeners.clear();
        addresses.clear();
        for (String each : written) {
            listener(each)
                    .ifPresent(listener -> {
                        listeners.add(listener);
                        addresses.add(listener.address().getAddress());
                    });
        }
    }

    private static Optional<Listener> listener(String written) {
        try {
            ListenAddress read = Transports.listener(written);
            return new Host(read.host())
                    .address()
                    .map(host ->
                            new Listener(
                                    read.protocol(), new InetSocketAddress(host, read.port())));
        } catch (IllegalArgumentException strange) {
            log.debug("nodes.unreadable", strange);
            return Optional.empty();
        }
    }

    boolean sendsFrom(InetAddress source) {
        return addresses.contains(source);
    }

    boolean listensAt(Hop hop) {
        return listeners.contains(new Listener(hop.protocol(), hop.address()));
    }
}
