package zarang.server.checkup;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Whether an address can be listened on: opens it and closes it again. Blocks. */
public final class PortProbe {
    private PortProbe() {}

    /**
     * Tries a UDP port.
     *
     * @throws IOException it cannot be had
     */
    public static void udp(InetSocketAddress address) throws IOException {
        new DatagramSocket(address).close();
    }

    /**
     * Tries a TCP port, with the option that listeners set, so that connections of an earlier
     * process do not count.
     *
     * @throws IOException it cannot be had
     */
    public static void tcp(InetSocketAddress address) throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(address);
        }
    }
}
