package zarang.tests.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports on loopback that are free now, for UDP and TCP, and that nobody else in this process is
 * given.
 */
public final class Ports {
    private static final int FIRST = 18_000;
    private static final int LAST = 32_000;

    /** Where the next search begins; processes begin apart. */
    private static final AtomicInteger next =
            new AtomicInteger(FIRST + (int) (ProcessHandle.current().pid() % 100) * 100);

    private Ports() {}

    public static int free() {
        return block(2);
    }

    /** The first, an even one, of {@code count} free ports in a row. */
    public static int block(int count) {
        for (int tries = 0; tries < LAST - FIRST; tries++) {
            int first = next.getAndAdd(count + count % 2);
            if (first + count > LAST) {
                next.set(FIRST);
            } else if (allFree(first, count)) {
                return first;
            }
        }
        throw new UncheckedIOException(new IOException("no " + count + " ports in a row are free"));
    }

    private static boolean allFree(int first, int count) {
        for (int port = first; port < first + count; port++) {
            InetSocketAddress address =
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            try (ServerSocket tcp = new ServerSocket();
                    DatagramSocket udp = new DatagramSocket(null)) {
                tcp.bind(address);
                udp.bind(address);
            } catch (IOException taken) {
                return false;
            }
        }
        return true;
    }
}
