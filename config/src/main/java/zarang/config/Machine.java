package zarang.config;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;

/** The machine that the configuration is for. */
public interface Machine {
    /** Whether a socket can be bound to an address: wildcards and all loopback addresses can. */
    boolean has(InetAddress address);

    /** Its addresses that others may reach, for advice; never empty. */
    List<String> addresses();

    /** This one. */
    static Machine here() {
        return new Machine() {
            @Override
            public boolean has(InetAddress address) {
                try (DatagramSocket socket =
                        new DatagramSocket(new InetSocketAddress(address, 0))) {
                    return socket.isBound();
                } catch (IOException notOurs) {
                    return false;
                }
            }

            @Override
            public List<String> addresses() {
                try {
                    List<String> found =
                            NetworkInterface.networkInterfaces()
                                    .flatMap(NetworkInterface::inetAddresses)
                                    .filter(a -> !a.isLoopbackAddress() && !a.isLinkLocalAddress())
                                    .map(InetAddress::getHostAddress)
                                    .sorted()
                                    .toList();
                    return found.isEmpty() ? List.of("127.0.0.1") : found;
                } catch (SocketException unknown) {
                    return List.of("127.0.0.1");
                }
            }
        };
    }
}
