package zarang.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import zarang.bench.media.PacedStreams;
import zarang.call.loop.RealTime;

/**
 * CPU, delay and loss of bridged, recorded calls: as many callers as agents, all of them talking.
 *
 * <p>Arguments: the server's SIP port, its pid, the number to dial, calls, seconds, the port that
 * the agents' contacts name.
 */
@RealTime
public final class Talks {
    private static final long BETWEEN_CALLS_NANOS = 40_000_000;
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final int WARM_UP_SECONDS = 20;

    private final PacedStreams streams = new PacedStreams();
    private final List<SipUser.Call> placed = new ArrayList<>();
    private final SipUser callers;
    private final SipUser agents;
    private int callerLegs;
    private int agentLegs;

    private Talks(int port, int agentPort) throws IOException {
        callers = new SipUser(port, 0, this::nextPhone, this::callerAnswered);
        agents = new SipUser(port, agentPort, this::nextPhone, this::agentAnswered);
    }

    public static void main(String[] args) throws IOException {
        int port = Integer.parseInt(args[0]);
        long pid = Long.parseLong(args[1]);
        int calls = Integer.parseInt(args[3]);
        int seconds = Integer.parseInt(args[4]);
        try (PacedStreams straight = new PacedStreams()) {
            for (int i = 0; i < calls; i++) {
                straight.addPair();
            }
            straight.run(5);
            System.out.println("straight: " + straight.run(10));
        }
        Talks talks = new Talks(port, Integer.parseInt(args[5]));
        talks.begin(args[2], calls);
        System.out.println("warm-up:  " + talks.streams.run(WARM_UP_SECONDS));
        ServerCost before = ServerCost.of(pid);
        System.out.println("relayed:  " + talks.streams.run(seconds));
        ServerCost cost = ServerCost.of(pid).since(before);
        double minutes = calls * seconds / 60.0;
        System.out.printf(
                Locale.ROOT,
                "%d talks, recorded, %d s: %.4f CPU s a call-minute (Redis beside it %.4f)%n",
                calls,
                seconds,
                cost.serverSeconds() / minutes,
                cost.redisSeconds() / minutes);
        talks.end(calls);
    }

    private int nextPhone() {
        try {
            return streams.add();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void callerAnswered(SipUser.Call call) {
        callerLegs++;
        placed.add(call);
        connect(call.ownAudioPort, call.audioPort);
    }

    private void agentAnswered(SipUser.Call call) {
        agentLegs++;
        connect(call.ownAudioPort, call.audioPort);
    }

    private void connect(int own, int peer) {
        try {
            streams.connect(own, peer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void begin(String number, int calls) throws IOException {
        for (int i = 0; i < calls; i++) {
            callers.place(number, System.nanoTime());
            long next = System.nanoTime() + BETWEEN_CALLS_NANOS;
            until(() -> System.nanoTime() >= next);
        }
        until(() -> callerLegs == calls && agentLegs == calls);
    }

    private void end(int calls) throws IOException {
        for (SipUser.Call call : placed) {
            callers.hangUp(call);
        }
        until(() -> callers.ended() + callers.refused() >= calls && agents.ended() >= calls);
        callers.close();
        agents.close();
        streams.close();
    }

    private void until(BooleanSupplier done) throws IOException {
        long limit = System.nanoTime() + PATIENCE_NANOS;
        while (!done.getAsBoolean()) {
            boolean some = callers.receive();
            if (!agents.receive() && !some) {
                LockSupport.parkNanos(1_000_000);
            }
            if (System.nanoTime() - limit > 0) {
                throw new IllegalStateException(
                        "of the calls, "
                                + callerLegs
                                + " were answered and "
                                + agentLegs
                                + " reached an agent; refused "
                                + callers.refused());
            }
        }
    }
}
