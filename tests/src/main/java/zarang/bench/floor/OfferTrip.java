package zarang.bench.floor;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import zarang.call.AgentId;
import zarang.call.loop.RealTime;
import zarang.call.queue.OfferId;
import zarang.redis.EmbeddedRedis;
import zarang.redis.RedisLink;
import zarang.routing.reserve.Fence;
import zarang.routing.reserve.LeaseSettings;
import zarang.routing.reserve.Leases;
import zarang.routing.reserve.RedisReservations;
import zarang.sip.transport.VertxControlLoop;

/**
 * How long an offer takes from the decision to the lease in Redis and back on the control loop, so
 * that the agent's phone can ring. {@code OfferTrip FOLDER OFFERS-A-SECOND WARM-UP OFFERS
 * [LINE-OF-REDIS-CONFIGURATION…]}: a Redis of its own with data in FOLDER, as the server starts it.
 * Prints where that Redis listens, waits for a line, so that something else can be measured with
 * the same Redis first, and prints the times of OFFERS.
 */
@RealTime
public final class OfferTrip implements Leases.Listener {
    private static final int AGENTS = 1_000;
    private static final Duration RING = Duration.ofSeconds(20);
    private static final int MEMORY_MIB = 256;

    private final VertxControlLoop loop;
    private final Leases leases;
    private final Map<OfferId, Long> asked = new HashMap<>();
    private final double[] tripMs;
    private int done;

    private OfferTrip(VertxControlLoop loop, RedisLink redis, int offers) {
        this.loop = loop;
        leases =
                new Leases(
                        loop,
                        new RedisReservations(redis, "bench", new Fence()),
                        LeaseSettings.defaults(),
                        this);
        tripMs = new double[offers];
    }

    public static void main(String[] args) throws IOException {
        List<String> more = List.of(args).subList(4, args.length);
        Path folder = Files.createDirectories(Path.of(args[0]));
        Vertx vertx = Vertx.vertx();
        try (EmbeddedRedis redis = EmbeddedRedis.start(folder, MEMORY_MIB, more);
                RedisLink link =
                        RedisLink.open(redis.uri(), List.of(RedisReservations.library()))) {
            System.out.println(redis.uri());
            int _ = System.in.read();
            int rate = Integer.parseInt(args[1]);
            int warmUp = Integer.parseInt(args[2]);
            int offers = Integer.parseInt(args[3]);
            OfferTrip trip = new OfferTrip(new VertxControlLoop(vertx), link, warmUp + offers);
            trip.run(rate);
            trip.print(rate, warmUp);
        } finally {
            var _ = vertx.close();
        }
    }

    private void run(int rate) {
        long start = System.nanoTime();
        for (int number = 0; number < tripMs.length; number++) {
            long due = start + number * 1_000_000_000L / rate;
            LockSupport.parkNanos(due - System.nanoTime());
            AgentId agent = new AgentId("a" + number % AGENTS);
            OfferId offer = new OfferId("bench-" + number);
            loop.post(() -> {
                asked.put(offer, System.nanoTime());
                leases.reserve(offer, agent, RING);
                loop.schedule(Duration.ofSeconds(1), () -> leases.release(offer, agent));
            });
        }
        LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
    }

    @Override
    public void granted(OfferId offer) {
        long since = Objects.requireNonNull(asked.remove(offer));
        tripMs[done++] = (System.nanoTime() - since) / 1e6;
    }

    @Override
    public void lost(OfferId offer) {
        throw new IllegalStateException("nobody else has leases here: " + offer);
    }

    private void print(int rate, int warmUp) {
        if (done < tripMs.length || leases.counts().unsecured() > 0) {
            throw new IllegalStateException(
                    done + " of " + tripMs.length + " leases came, " + leases.counts());
        }
        double[] sorted = Arrays.copyOfRange(tripMs, warmUp, done);
        Arrays.sort(sorted);
        System.out.printf(
                Locale.ROOT,
                "%d offers at %d/s: p50 %.2f ms, p99 %.2f ms, longest %.2f ms%n",
                sorted.length,
                rate,
                sorted[sorted.length / 2],
                sorted[(int) (0.99 * (sorted.length - 1))],
                sorted[sorted.length - 1]);
    }
}
