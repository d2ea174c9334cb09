package zarang.bench.load;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import zarang.call.loop.RealTime;

/**
 * CPU for each short call: INVITE, answer, prompt, BYE by the caller.
 *
 * <p>Arguments: the server's SIP port, its pid (of several servers that are called in turn, with
 * commas between), the number to dial, calls a second, calls of the warm-up, seconds to measure, ms
 * from answer to BYE, and if a key is to be pressed ms from answer to that, 0 for none, and if
 * agents are to answer the port that their contacts name. What is served is what was answered and
 * ended of the calls that were measured; their set-up is the time from INVITE to 200.
 */
@RealTime
public final class CallRate {
    private static final long SECOND = 1_000_000_000L;

    private record Due(SipUser.Call call, long at) {}

    private final SipUser user;

    /** Answers at once what the server places; null if it places nothing. */
    private @Nullable SipUser agents;

    private final String number;
    private final long between;
    private final long holdNanos;
    private final Deque<Due> leaving = new ArrayDeque<>();
    private final Deque<Due> pressing = new ArrayDeque<>();
    private final List<Double> setUpMs = new ArrayList<>();
    private long pressNanos;
    private int placed;
    private int answered;

    private CallRate(List<Integer> ports, String number, int rate, int holdMs, int rtpPort)
            throws IOException {
        this.number = number;
        between = SECOND / rate;
        holdNanos = holdMs * 1_000_000L;
        user = new SipUser(ports, 0, () -> rtpPort, this::answered);
    }

    public static void main(String[] args) throws IOException {
        List<Integer> ports = Stream.of(args[0].split(",", -1)).map(Integer::valueOf).toList();
        List<Long> pids = Stream.of(args[1].split(",", -1)).map(Long::valueOf).toList();
        int rate = Integer.parseInt(args[3]);
        int warmUp = Integer.parseInt(args[4]);
        int seconds = Integer.parseInt(args[5]);
        int holdMs = Integer.parseInt(args[6]);
        // nobody reads the prompts: the kernel drops what does not fit
        try (DatagramSocket rtp = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            CallRate calls = new CallRate(ports, args[2], rate, holdMs, rtp.getLocalPort());
            calls.pressNanos = args.length > 7 ? Integer.parseInt(args[7]) * 1_000_000L : 0;
            if (args.length > 8) {
                int own = Integer.parseInt(args[8]);
                calls.agents = new SipUser(ports, own, rtp::getLocalPort, call -> {});
            }
            calls.run(warmUp);
            calls.setUpMs.clear();
            int refused = calls.user.refused();
            ServerCost before = ServerCost.of(pids);
            int placed = calls.placed;
            calls.run(rate * seconds);
            ServerCost cost = ServerCost.of(pids).since(before);
            placed = calls.placed - placed;
            calls.drain();
            System.out.printf(
                    Locale.ROOT,
                    "number %s, %d calls/s, %d calls after %d: %.3f ms CPU a call (of it compilers"
                            + " %.3f, collector %.3f; Redis beside it %.3f); served %.0f/s, refused"
                            + " %d, set-up p50 %.1f ms, p99 %.1f ms; of all %d placed %d answered,"
                            + " %d ended, %d refused%n",
                    args[2],
                    rate,
                    placed,
                    warmUp,
                    cost.serverSeconds() * 1000 / placed,
                    cost.compilerSeconds() * 1000 / placed,
                    cost.collectorSeconds() * 1000 / placed,
                    cost.redisSeconds() * 1000 / placed,
                    calls.setUpMs.size() / (double) seconds,
                    calls.user.refused() - refused,
                    calls.setUp(0.5),
                    calls.setUp(0.99),
                    calls.placed,
                    calls.answered,
                    calls.user.ended(),
                    calls.user.refused());
            calls.user.close();
            if (calls.agents != null) {
                calls.agents.close();
            }
        }
    }

    private void answered(SipUser.Call call) {
        long now = System.nanoTime();
        answered++;
        setUpMs.add((now - call.placedAt) / 1e6);
        leaving.add(new Due(call, now + holdNanos));
        if (pressNanos > 0) {
            pressing.add(new Due(call, now + pressNanos));
        }
    }

    private double setUp(double share) {
        List<Double> sorted = setUpMs.stream().sorted().toList();
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) (share * (sorted.size() - 1)));
    }

    private void run(int calls) throws IOException {
        long start = System.nanoTime();
        for (int i = 0; i < calls; i++) {
            long due = start + i * between;
            while (System.nanoTime() < due) {
                turn();
            }
            user.place(number, System.nanoTime());
            placed++;
        }
    }

    private void drain() throws IOException {
        long end = System.nanoTime() + holdNanos + 2 * SECOND;
        while (System.nanoTime() < end && user.ended() < placed) {
            turn();
        }
    }

    private void turn() throws IOException {
        for (Due next = leaving.peek();
                next != null && next.at() <= System.nanoTime();
                next = leaving.peek()) {
            user.hangUp(next.call());
            leaving.remove();
        }
        for (Due next = pressing.peek();
                next != null && next.at() <= System.nanoTime();
                next = pressing.peek()) {
            user.press(next.call(), '1');
            pressing.remove();
        }
        boolean some = agents != null && agents.receive();
        if (!user.receive() && !some) {
            LockSupport.parkNanos(200_000);
        }
    }
}
