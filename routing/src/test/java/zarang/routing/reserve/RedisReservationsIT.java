package zarang.routing.reserve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import zarang.call.AgentId;
import zarang.call.queue.OfferId;
import zarang.redis.RedisLink;
import zarang.redis.testkit.TestRedis;

/** The contract against a real Redis, and what only a real one can show. */
@TestInstance(Lifecycle.PER_CLASS)
final class RedisReservationsIT extends ReservationsContract {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final AgentId ANN = new AgentId("2001");
    private static final Instant NOW = Instant.parse("2026-03-21T08:00:00Z");

    private TestRedis redis;
    private RedisLink link;

    @BeforeAll
    void start() throws Exception {
        redis = TestRedis.start();
        link = RedisLink.open(redis.uri(), List.of(RedisReservations.library()));
        await().atMost(Duration.ofSeconds(10)).until(link::isUp);
    }

    @AfterAll
    void stop() throws Exception {
        link.close();
        redis.close();
    }

    @BeforeEach
    void empty() throws Exception {
        of(link.run(LIMIT, commands -> commands.flushall()));
    }

    @Override
    Reservations node(String name, Fence fence) {
        return new RedisReservations(link, name, fence);
    }

    @Test
    void ofManyNodesThatAskAtOnceExactlyOneIsGivenTheAgent() {
        AtomicInteger held = new AtomicInteger();
        AtomicInteger taken = new AtomicInteger();
        IntStream.range(0, 200)
                .mapToObj(n -> node("n" + n, new Fence()).reserve(ANN, offer(n), LIMIT, NOW))
                .toList()
                .forEach(stage -> {
                    try {
                        (of(stage) instanceof Lease.Held ? held : taken).incrementAndGet();
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                });
        assertThat(held).hasValue(1);
        assertThat(taken).hasValue(199);
    }

    @Test
    void aLapsedLeaseIsSweptFromRedisByItself() throws Exception {
        of(node("n1", new Fence()).reserve(ANN, offer(1), Duration.ofMillis(50), NOW));
        await().atMost(Duration.ofSeconds(5))
                .until(() -> of(link.<Long>run(LIMIT, commands -> commands.dbsize())) == 0);
    }

    @Test
    void somethingElseAtTheKeyIsAFailureNotALease() throws Exception {
        of(link.run(LIMIT, commands -> commands.set("agent:{2001}:lease", "rubbish")));
        assertThat(node("n1", new Fence()).reserve(ANN, offer(1), LIMIT, NOW).toCompletableFuture())
                .failsWithin(LIMIT);
    }

    private static OfferId offer(int number) {
        return new OfferId("x-" + number);
    }
}
