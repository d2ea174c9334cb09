package zarang.routing.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import zarang.call.AgentId;
import zarang.redis.RedisLink;
import zarang.redis.testkit.TestRedis;
import zarang.routing.agent.AgentWish;

/** The contract against a real Redis, whose clock decides. */
@TestInstance(Lifecycle.PER_CLASS)
final class RedisPeersIT extends FloorPeersContract {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final List<RedisPeers> open = new ArrayList<>();
    private TestRedis redis;
    private RedisLink link;

    @BeforeAll
    void start() throws Exception {
        redis = TestRedis.start();
        link = RedisLink.open(redis.uri(), List.of(RedisPeers.library()));
        await().atMost(Duration.ofSeconds(10)).until(link::isUp);
    }

    @AfterAll
    void stop() throws Exception {
        link.close();
        redis.close();
    }

    @BeforeEach
    void empty() throws Exception {
        link.run(LIMIT, commands -> commands.flushall())
                .toCompletableFuture()
                .get(5, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() {
        open.forEach(RedisPeers::close);
        open.clear();
    }

    @Override
    FloorPeers peer(String name, String run) {
        RedisPeers peer = new RedisPeers(link, name, run);
        open.add(peer);
        return peer;
    }

    @Override
    void pass(Duration time) {
        await().pollDelay(time).timeout(time.plusSeconds(5)).until(() -> true);
    }

    @Override
    void awaitUntil(Callable<Boolean> holds) {
        await().atMost(LIMIT).until(holds);
    }

    @Test
    void aRedisThatLostEverythingGivesAGreaterFenceThanBefore() throws Exception {
        FloorPeers one = peer("n1", "a");
        long fence = of(one.beat(new FloorPeers.Beat(0, true, ""))).fence();
        empty();
        assertThat(of(one.beat(new FloorPeers.Beat(fence, true, ""))).fence()).isGreaterThan(fence);
    }

    @Test
    void wishOfWhoCanBeNoAgentHidesNoOtherWish() throws Exception {
        FloorPeers one = peer("n1", "a");
        one.keep(new AgentId("2001"), Optional.of(new AgentWish.LogOut()))
                .toCompletableFuture()
                .get(5, TimeUnit.SECONDS);
        link.run(LIMIT, commands -> commands.hset(RedisPeers.WISHES, "no agent", "log-out"))
                .toCompletableFuture()
                .get(5, TimeUnit.SECONDS);
        assertThat(one.kept().toCompletableFuture().get(5, TimeUnit.SECONDS))
                .containsOnlyKeys(new AgentId("2001"));
    }
}
