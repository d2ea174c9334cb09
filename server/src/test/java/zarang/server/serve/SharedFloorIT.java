package zarang.server.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.loop.ControlLoop;
import zarang.call.loop.RealTime;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueEvent;
import zarang.redis.RedisLink;
import zarang.redis.testkit.TestRedis;
import zarang.routing.agent.AgentSettings;
import zarang.routing.agent.RestSettings;
import zarang.routing.dispatch.FloorSettings;
import zarang.routing.floor.Floor;
import zarang.routing.owner.OwnerCounts;
import zarang.routing.owner.RedisPeers;
import zarang.routing.owner.SharedFloor;
import zarang.routing.queue.QueueSettings;
import zarang.routing.queue.TierOffsets;
import zarang.routing.reserve.Fence;
import zarang.routing.reserve.LeaseSettings;
import zarang.routing.reserve.RedisReservations;
import zarang.sip.transport.VertxControlLoop;

/** Two processes, each with its loop, its connections and its floor, over one real Redis. */
@RealTime
class SharedFloorIT {
    private static final Logger log = LoggerFactory.getLogger(SharedFloorIT.class);
    private static final QueueName SALES = new QueueName("sales");
    private static final AgentId ANN = new AgentId("2001");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int ROUNDS = 300;

    private final List<Node> open = new ArrayList<>();
    private TestRedis redis;
    private Vertx vertx;
    private int calls;

    /** What of a server shares the floor. */
    private final class Node {
        final ControlLoop loop = new VertxControlLoop(vertx);
        final BlockingQueue<QueueEvent> heard = new LinkedBlockingQueue<>();
        final RedisLink link;
        final RedisPeers peers;
        final Floor floor;
        final SharedFloor shared;

        Node(String name, String run) {
            link =
                    RedisLink.open(
                            redis.uri(),
                            List.of(RedisPeers.library(), RedisReservations.library()));
            await().atMost(PATIENCE).until(link::isUp);
            Fence fence = new Fence();
            peers = new RedisPeers(link, name, run);
            floor =
                    new Floor(
                            loop,
                            settings(),
                            LeaseSettings.defaults(),
                            new RedisReservations(link, name, fence),
                            name,
                            CompletableFuture::completedStage,
                            event -> shared().onFloor(event));
            shared = new SharedFloor(loop, floor, peers, fence, heard::add);
            shared.start();
            open.add(this);
        }

        private SharedFloor shared() {
            return shared;
        }

        <T> T ask(Supplier<T> question) {
            return CompletableFuture.supplyAsync(question, loop::post).join();
        }

        OwnerCounts counts() {
            return ask(shared::counts);
        }

        CallId join(Tier tier) {
            CallId call = new CallId("%026d".formatted(++calls));
            tell(new QueueCommand.Join(call, SALES, tier, loop.instant()));
            return call;
        }

        void tell(QueueCommand command) {
            loop.post(() -> shared.tell(command));
        }

        /** The next offer, whatever comes before it. */
        QueueEvent.Offered offered() {
            try {
                while (true) {
                    QueueEvent event = heard.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                    assertThat(event).as("an offer").isNotNull();
                    if (event instanceof QueueEvent.Offered offered) {
                        return offered;
                    }
                }
            } catch (InterruptedException stopped) {
                throw new AssertionError(stopped);
            }
        }

        /** It is there no more, and has not said so. */
        void die() {
            link.close();
        }

        void close() {
            ask(() -> {
                shared.close();
                floor.close();
                return true;
            });
            peers.close();
            link.close();
        }
    }

    private static FloorSettings settings() {
        return new FloorSettings(
                List.of(
                        new QueueSettings(
                                SALES,
                                Duration.ofSeconds(20),
                                Duration.ZERO,
                                Duration.ofMinutes(30),
                                200,
                                Duration.ofMinutes(15),
                                true,
                                Duration.ofSeconds(20),
                                Duration.ofSeconds(5))),
                List.of(new AgentSettings(ANN, "", List.of(SALES), Optional.of("sip:a@127.0.0.1"))),
                TierOffsets.defaults(),
                RestSettings.defaults());
    }

    @BeforeEach
    void start() throws Exception {
        redis = TestRedis.start();
        vertx = Vertx.vertx();
    }

    @AfterEach
    void stop() throws Exception {
        List.copyOf(open).forEach(Node::close);
        vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
        redis.close();
    }

    private Node owner() {
        Node owner = new Node("n1", "a");
        await().atMost(PATIENCE).until(() -> owner.counts().owns());
        return owner;
    }

    private Node follower(Node owner) {
        Node follower = new Node("n2", "b");
        await().atMost(PATIENCE).until(() -> follower.counts().fence() == owner.counts().fence());
        return follower;
    }

    @Test
    void anOfferTakesLittleLongerAcrossProcesses() {
        Node owner = owner();
        Node follower = follower(owner);
        long[] here = offerTimesUs(owner);
        long[] there = offerTimesUs(follower);
        log.info("offer.time where=owner {}", text(here));
        log.info("offer.time where=follower {}", text(there));
        assertThat(owner.counts().forwarded()).isZero();
        assertThat(follower.counts().forwarded()).isEqualTo(2L * ROUNDS);
        assertThat(there[ROUNDS / 2]).as("µs").isLessThan(100_000);
    }

    /** From Join to Offered, the lease included; sorted. */
    private static long[] offerTimesUs(Node process) {
        return IntStream.range(0, ROUNDS)
                .mapToLong(round -> {
                    long begun = System.nanoTime();
                    CallId call = process.join(Tier.BRONZE);
                    assertThat(process.offered().subject().call()).contains(call);
                    long took = System.nanoTime() - begun;
                    process.tell(new QueueCommand.Leave(call, QueueCommand.LeaveReason.ABANDONED));
                    return took / 1_000;
                })
                .sorted()
                .toArray();
    }

    private static String text(long[] sortedUs) {
        return "p50-us="
                + sortedUs[sortedUs.length / 2]
                + " p99-us="
                + sortedUs[sortedUs.length * 99 / 100]
                + " max-us="
                + Arrays.stream(sortedUs).max().orElse(0);
    }

    @Test
    void whoWaitsElsewhereIsServedSoonAfterTheOwnersDeath() {
        Node owner = owner();
        Node follower = follower(owner);
        CallId talks = owner.join(Tier.BRONZE);
        QueueEvent.Offered offer = owner.offered();
        owner.tell(new QueueCommand.OfferAnswered(talks, offer.offer(), offer.agent()));
        CallId waits = follower.join(Tier.BRONZE);
        await().atMost(PATIENCE)
                .until(() ->
                        owner.ask(() -> owner.floor.view().queues().getFirst().waiting()) == 1);
        long died = System.nanoTime();
        owner.die();
        assertThat(follower.offered().subject().call()).contains(waits);
        Duration took = Duration.ofNanos(System.nanoTime() - died);
        log.info("handover.time after=death ms={}", took.toMillis());
        assertThat(took).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void anOwnerThatGivesUpHandsOverAtOnceAndItsTalkGoesOn() {
        Node owner = owner();
        Node follower = follower(owner);
        CallId talks = owner.join(Tier.BRONZE);
        QueueEvent.Offered offer = owner.offered();
        owner.tell(new QueueCommand.OfferAnswered(talks, offer.offer(), offer.agent()));
        CallId bronze = owner.join(Tier.BRONZE);
        CallId gold = follower.join(Tier.GOLD);
        await().atMost(PATIENCE)
                .until(() ->
                        owner.ask(() -> owner.floor.view().queues().getFirst().waiting()) == 2);
        long gaveUp = System.nanoTime();
        owner.loop.post(owner.shared::giveUp);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() ->
                        follower.ask(() -> follower.floor.view().queues().getFirst().waiting())
                                == 2);
        log.info(
                "handover.time after=drain ms={}",
                Duration.ofNanos(System.nanoTime() - gaveUp).toMillis());
        assertThat(follower.counts().owns()).isTrue();
        owner.tell(new QueueCommand.TalkEnded(talks, offer.offer(), offer.agent()));
        QueueEvent.Offered next = follower.offered();
        assertThat(next.subject().call()).contains(gold);
        follower.tell(new QueueCommand.Leave(gold, QueueCommand.LeaveReason.ABANDONED));
        assertThat(owner.offered().subject().call()).contains(bronze);
    }
}
