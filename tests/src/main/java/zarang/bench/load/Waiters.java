package zarang.bench.load;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import zarang.call.loop.RealTime;

/**
 * Brings callers into a menu, or to agents, and keeps them there until a line (or the end) is read
 * from standard input; says {@code there N} when they are.
 *
 * <p>Arguments: the server's SIP port, the number to dial, calls, and if agents are to answer the
 * port that their contacts name.
 */
@RealTime
public final class Waiters {
    private static final long BETWEEN_CALLS_NANOS = 8_000_000;

    private Waiters() {}

    public static void main(String[] args) throws IOException {
        int calls = Integer.parseInt(args[2]);
        int[] answered = new int[1];
        try (DatagramSocket rtp = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                SipUser user =
                        new SipUser(
                                Integer.parseInt(args[0]),
                                0,
                                rtp::getLocalPort,
                                call -> answered[0]++);
                SipUser agents =
                        new SipUser(
                                Integer.parseInt(args[0]),
                                args.length > 3 ? Integer.parseInt(args[3]) : 0,
                                rtp::getLocalPort,
                                call -> {})) {
            for (int i = 0; i < calls; i++) {
                user.place(args[1], System.nanoTime());
                turn(user, agents, BETWEEN_CALLS_NANOS);
            }
            turn(user, agents, TimeUnit.SECONDS.toNanos(3));
            System.out.println("there " + answered[0]);
            int _ = System.in.read();
        }
    }

    private static void turn(SipUser user, SipUser agents, long nanos) throws IOException {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() < end) {
            boolean some = agents.receive();
            if (!user.receive() && !some) {
                LockSupport.parkNanos(1_000_000);
            }
        }
    }
}
