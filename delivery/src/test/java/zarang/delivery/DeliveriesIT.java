package zarang.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.Range;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zarang.call.loop.RealTime;
import zarang.redis.RedisLink;
import zarang.redis.testkit.TestRedis;

/** The order, the leases and the cleaning up, with a receiver that lives in memory. */
@RealTime
class DeliveriesIT {
    private static final Line LINE = new Line("pigeon", "{pigeons}");
    private static final InstantSource CLOCK = InstantSource.system();

    private final List<AutoCloseable> open = new ArrayList<>();
    private final TestDestination crm = new TestDestination("crm");
    private TestRedis redis;
    private RedisLink link;
    private DeliveryStore store;

    @BeforeEach
    void start() throws IOException {
        redis = TestRedis.start();
        link = RedisLink.open(redis.uri(), List.of(Deliveries.LIBRARY));
        store = new DeliveryStore(LINE, link);
        until(link::isUp);
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
        link.close();
        redis.close();
    }

    private static void until(Callable<Boolean> holds) {
        Awaitility.await().pollInterval(Duration.ofMillis(20)).until(holds);
    }

    private Deliveries deliveries(TestDestination to) {
        Deliveries deliveries = new Deliveries(LINE, "n1", List.of(to), link, CLOCK, new Random(1));
        open.add(deliveries);
        return deliveries;
    }

    /** Bodies {@code subject 1} to {@code subject n}. */
    private static List<String> tell(Deliveries deliveries, String subject, int n) {
        List<String> bodies = new ArrayList<>();
        for (int i = 1; i <= n; i++) {
            String body = subject + " " + i;
            Message message = new Message(subject, i, body, body);
            bodies.add(body);
            deliveries.put(id -> true, () -> message);
        }
        return bodies;
    }

    @Test
    void whatADeadProcessWasSendingIsSentAtOnceByTheNext() {
        List<String> told = tell(deliveries(crm), "a", 3);
        DeliveryStore.Claim claimed =
                store.claim("crm", "n1", CLOCK.instant(), Duration.ofHours(1), 4);
        assertThat(claimed.deliveries()).hasSize(1);
        assertThat(claimed.pending()).isEqualTo(3);

        deliveries(crm).start();
        until(() -> crm.got.size() == 3);
        assertThat(crm.got).isEqualTo(told);
    }

    @Test
    void whatAnotherNodeClaimedAndNeverSettledIsDueAgainAfterTheLease() {
        List<String> told = tell(deliveries(crm), "a", 1);
        store.claim("crm", "other", CLOCK.instant(), Duration.ofMillis(800), 4);
        deliveries(crm).start();
        until(() -> crm.got.size() == 1);
        assertThat(crm.got).isEqualTo(told);
    }

    @Test
    void textMessagesAreALineOfTheirOwnWithItsOwnPatienceAndAreOneFile() {
        SmsGateway gateway = new SmsGateway();
        Deliveries sms =
                new Deliveries(
                        new Line("sms", "{sms}"),
                        "n1",
                        List.of(gateway),
                        link,
                        CLOCK,
                        new Random(1));
        open.add(sms);
        sms.start();
        for (int n = 1; n <= 2; n++) {
            for (String member : List.of("member:m1", "member:m2")) {
                Message text = new Message(member, n, member + n, "+98912 code " + member + n);
                sms.put(id -> true, () -> text);
            }
        }
        until(() -> gateway.sent.size() == 4);
        assertThat(gateway.sent)
                .containsSubsequence("+98912 code member:m11", "+98912 code member:m12")
                .containsSubsequence("+98912 code member:m21", "+98912 code member:m22");
        assertThat(sms.figures().getFirst().failed()).as("each once over the rate").isEqualTo(4);
        assertThat(link.async().keys("{pigeons}*").toCompletableFuture().join()).isEmpty();
    }

    @Test
    void twoLinesOnOneRedisDoNotSeeEachOther() {
        List<String> told = tell(deliveries(crm), "a", 2);
        TestDestination doves = new TestDestination("crm");
        Deliveries other =
                new Deliveries(
                        new Line("dove", "{doves}"),
                        "n1",
                        List.of(doves),
                        link,
                        CLOCK,
                        new Random(1));
        open.add(other);
        other.start();
        List<String> others = tell(other, "b", 2);
        until(() -> doves.got.size() == 2);
        assertThat(doves.got).isEqualTo(others);
        deliveries(crm).start();
        until(() -> crm.got.size() == 2);
        assertThat(crm.got).isEqualTo(told);
    }

    @Test
    void whoWantsNothingMoreGetsNothingMoreAndTheMessageIsBuried() {
        crm.answer = body -> new Attempt.Gone();
        Deliveries deliveries = deliveries(crm);
        deliveries.start();
        tell(deliveries, "a", 1);
        until(() -> deliveries.figures().getFirst().gone());
        tell(deliveries, "b", 1);
        assertThat(deliveries.figures().getFirst().refused()).isEqualTo(1);
        until(() -> deliveries.figures().getFirst().dead() == 1);
        assertThat(link.async().lindex("{pigeons}:dead", 0).toCompletableFuture().join())
                .contains("a 1");
    }

    @Test
    void aFailureIsTriedAgainAndHoldsBackItsOwnSubjectOnly() {
        AtomicLong tries = new AtomicLong();
        crm.answer =
                body ->
                        body.equals("a 1") && tries.incrementAndGet() < 3
                                ? new Attempt.Failed("no", Optional.empty())
                                : new Attempt.Delivered();
        Deliveries deliveries = deliveries(crm);
        deliveries.start();
        tell(deliveries, "a", 2);
        tell(deliveries, "b", 2);
        until(() -> deliveries.figures().getFirst().delivered() == 4);
        assertThat(crm.got.stream().filter(body -> body.startsWith("a")))
                .containsExactly("a 1", "a 1", "a 1", "a 2");
        assertThat(crm.got.stream().filter(body -> body.startsWith("b")))
                .containsExactly("b 1", "b 2");
    }

    /** The bound of a destination: at 45-75 us a call, one function over all of them was 5 s. */
    private static final int MANY = 100_000;

    @Test
    void aReceiverThatComesBackDoesNotStopRedisForOthers() {
        int calls = MANY;
        double dueMs = CLOCK.millis() + 3_600_000;
        RedisAsyncCommands<String, String> redisCommands = link.async();
        for (int i = 0; i < calls; i += 1000) {
            List<Object> some = new ArrayList<>();
            for (int n = i; n < i + 1000; n++) {
                some.addAll(List.of(dueMs, "call-" + n));
            }
            var _ = redisCommands.zadd("{pigeons}:crm:calls", some.toArray());
            redisCommands.zadd("{pigeons}:crm:retry", some.toArray()).toCompletableFuture().join();
        }
        AtomicLong revived = new AtomicLong();
        Thread reviving =
                Thread.ofVirtual().start(() -> revived.set(store.revive("crm", CLOCK.instant())));
        int othersServed = 0;
        while (reviving.isAlive()) {
            link.run(Duration.ofSeconds(10), commands -> commands.get("anybody"))
                    .toCompletableFuture()
                    .join();
            othersServed++;
        }
        assertThat(revived.get()).isEqualTo(calls);
        assertThat(redisCommands.zcard("{pigeons}:crm:retry").toCompletableFuture().join())
                .isZero();
        assertThat(
                        redisCommands
                                .zcount("{pigeons}:crm:calls", Range.create(0, dueMs - 1))
                                .toCompletableFuture()
                                .join())
                .isEqualTo(calls);
        assertThat(othersServed)
                .as("look-ups of others that Redis answered in between")
                .isGreaterThan(50);
    }

    @Test
    void aDestinationThatNobodyServesIsDeletedAfterThirtyDaysAndNotBefore() {
        Deliveries before = deliveries(new TestDestination("old"));
        for (int i = 0; i < 500; i++) {
            tell(before, "call-" + i, 1);
        }
        Instant now = CLOCK.instant();
        store.claim("old", "n1", now.minus(Duration.ofDays(20)), Duration.ofSeconds(1), 1);
        assertThat(store.unserved(now.minus(Duration.ofDays(30)))).isEmpty();
        store.delete("old", now.minus(Duration.ofDays(30)));
        assertThat(keysOf("old")).isNotEmpty();

        assertThat(store.unserved(now.minus(Duration.ofDays(10)))).containsExactly("old");
        store.delete("old", now.minus(Duration.ofDays(10)));
        assertThat(keysOf("old")).allMatch(key -> key.startsWith("{pigeons}:old:took:"));
        assertThat(store.unserved(now)).isEmpty();
    }

    @Test
    void whatWaitsForAConfiguredDestinationOutlivesAProcessThatWasAwayForMonths() {
        tell(deliveries(new TestDestination("old")), "a", 1);
        Instant longAgo = CLOCK.instant().minus(Duration.ofDays(90));
        store.claim("old", "n1", longAgo, Duration.ofSeconds(1), 1);
        assertThat(new RemovedDestinations(LINE, Set.of("old"), store, CLOCK).look()).isTrue();
        assertThat(keysOf("old")).contains("{pigeons}:old:body");
        assertThat(new RemovedDestinations(LINE, Set.of(), store, CLOCK).look()).isTrue();
        assertThat(keysOf("old")).doesNotContain("{pigeons}:old:body");
    }

    private List<String> keysOf(String destination) {
        return link.async().keys("{pigeons}:" + destination + ":*").toCompletableFuture().join();
    }
}
