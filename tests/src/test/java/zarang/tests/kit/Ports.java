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
    private static final int FORKS = 2;
    private static final int OF_A_FORK = 7_000;

    /** Two builds on one machine do not begin at the same port, most of the time. */
    private static final int APART = 50;

    /** Processes of one build have ranges of their own: a port that is free now may be promised. */
    private static final int FIRST =
            18_000 + Math.floorMod(Integer.getInteger("zarang.fork", 0), FORKS) * OF_A_FORK;

    private static final int LAST = FIRST + OF_A_FORK;

    /** Where the next search begins. */
    private static final AtomicInteger next =
            new AtomicInteger(FIRST + (int) (ProcessHandle.current().pid() % 100) * APART);

    private Ports() {}

    public static int free() {
        return block(2);
    }

    /** The first, an even one, of {@code count} free ports in a row. */
    public static synchronized int block(int count) {
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
