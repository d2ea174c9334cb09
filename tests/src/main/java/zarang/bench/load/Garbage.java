package zarang.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import zarang.call.loop.RealTime;

/**
 * Throws datagrams that are no SIP at a server, from an address that nobody knows.
 *
 * <p>Arguments: the server's SIP port, the address to send from, datagrams a second, seconds.
 */
@RealTime
public final class Garbage {
    private static final int LONGEST = 600;
    private static final long SECOND = 1_000_000_000L;

    private Garbage() {}

    public static void main(String[] args) throws IOException {
        InetSocketAddress server =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
        long between = SECOND / Integer.parseInt(args[2]);
        long count = (long) Integer.parseInt(args[2]) * Integer.parseInt(args[3]);
        Random random = new Random(1);
        byte[] bytes = new byte[LONGEST];
        random.nextBytes(bytes);
        ByteBuffer datagram = ByteBuffer.wrap(bytes);
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.bind(new InetSocketAddress(InetAddress.ofLiteral(args[1]), 0));
            long start = System.nanoTime();
            for (long i = 0; i < count; i++) {
                while (System.nanoTime() - start < i * between) {
                    LockSupport.parkNanos(100_000);
                }
                datagram.clear().limit(1 + random.nextInt(LONGEST));
                channel.send(datagram, server);
            }
            System.out.printf(
                    Locale.ROOT,
                    "%d datagrams thrown in %.1f s%n",
                    count,
                    (System.nanoTime() - start) / (double) SECOND);
        }
    }
}
