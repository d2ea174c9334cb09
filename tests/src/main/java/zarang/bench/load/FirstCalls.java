package zarang.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import zarang.call.loop.RealTime;

/**
 * What the first callers of a server wait: from INVITE to 200, of the very first call and of the
 * 100 after it, 20 a second, each of which is answered by an agent who hangs up.
 *
 * <p>Arguments: the server's SIP port, the number to dial, the port that the agents' contacts name.
 */
@RealTime
public final class FirstCalls {
    private static final int CALLS = 100;
    private static final long BETWEEN_NANOS = 50_000_000;
    private static final long PATIENCE_NANOS = 20_000_000_000L;

    private final List<Double> setUpMs = new ArrayList<>();
    private final SipUser callers;
    private final SipUser agents;

    private FirstCalls(int port, int agentPort, int rtp) throws IOException {
        callers = new SipUser(port, 0, () -> rtp, this::answered);
        agents = new SipUser(port, agentPort, () -> rtp, call -> {});
    }

    public static void main(String[] args) throws IOException {
        try (DatagramSocket rtp = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            FirstCalls calls =
                    new FirstCalls(
                            Integer.parseInt(args[0]),
                            Integer.parseInt(args[2]),
                            rtp.getLocalPort());
            calls.run(args[1]);
        }
    }

    private void answered(SipUser.Call call) {
        setUpMs.add((System.nanoTime() - call.placedAt) / 1e6);
        try {
            callers.hangUp(call);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void run(String number) throws IOException {
        callers.place(number, System.nanoTime());
        until(System.nanoTime() + PATIENCE_NANOS, 1);
        double first = setUpMs.isEmpty() ? Double.NaN : setUpMs.getFirst();
        long start = System.nanoTime();
        for (int i = 0; i < CALLS; i++) {
            until(start + i * BETWEEN_NANOS, Integer.MAX_VALUE);
            callers.place(number, System.nanoTime());
        }
        until(System.nanoTime() + PATIENCE_NANOS, CALLS + 1);
        List<Double> rest = setUpMs.stream().skip(1).sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "first call: %.1f ms; the next %d, of which %d were answered: p50 %.1f ms, p99"
                        + " %.1f ms%n",
                first,
                CALLS,
                rest.size(),
                rest.isEmpty() ? Double.NaN : rest.get(rest.size() / 2),
                rest.isEmpty() ? Double.NaN : rest.get((int) (0.99 * (rest.size() - 1))));
        callers.close();
        agents.close();
    }

    private void until(long end, int answered) throws IOException {
        while (System.nanoTime() < end && setUpMs.size() < answered) {
            boolean some = callers.receive();
            if (!agents.receive() && !some) {
                LockSupport.parkNanos(200_000);
            }
        }
    }
}
