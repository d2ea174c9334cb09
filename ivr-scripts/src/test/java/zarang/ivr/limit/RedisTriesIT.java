package zarang.ivr.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zarang.call.script.ScriptValue;
import zarang.call.script.ServiceAnswer;
import zarang.call.script.ServiceQuestion;
import zarang.ivr.limit.Tries.Terms;
import zarang.redis.RedisLink;
import zarang.redis.testkit.TestRedis;

/** Tries are counted in a real Redis, for all processes together. */
class RedisTriesIT {
    private static final Terms THREE = new Terms(3, Duration.ofMinutes(15), Duration.ofMinutes(30));

    private TestRedis server;
    private RedisLink oneLink;
    private RedisLink otherLink;
    private Tries one;
    private Tries other;

    @BeforeEach
    void start() throws Exception {
        server = TestRedis.start();
        oneLink = RedisLink.open(server.uri(), List.of(LimitService.library()));
        otherLink = RedisLink.open(server.uri(), List.of(LimitService.library()));
        await().until(() -> oneLink.isUp() && otherLink.isUp());
        one = new RedisTries(oneLink);
        other = new RedisTries(otherLink);
    }

    @AfterEach
    void stop() throws Exception {
        oneLink.close();
        otherLink.close();
        server.close();
    }

    private static boolean allowed(Tries tries, String who, Terms terms) {
        return tries.count("pin", who, terms).toCompletableFuture().join();
    }

    private long leftMs(String who) throws Exception {
        return oneLink.async().pttl(RedisTries.key("pin", who)).get();
    }

    @Test
    void triesOfAllProcessesCountTogetherAndThoseOfOthersDoNot() {
        assertThat(allowed(one, "+989120000001", THREE)).isTrue();
        assertThat(allowed(other, "+989120000001", THREE)).isTrue();
        assertThat(allowed(one, "+989120000001", THREE)).isTrue();
        assertThat(allowed(other, "+989120000001", THREE)).isFalse();
        assertThat(allowed(one, "+989120000001", THREE)).isFalse();
        assertThat(allowed(one, "+989120000002", THREE)).isTrue();
        assertThat(one.count("order", "+989120000001", THREE).toCompletableFuture().join())
                .isTrue();
    }

    @Test
    void ofManyAtOnceNoMoreThanTheMostAreAllowed() {
        List<CompletableFuture<Boolean>> all =
                IntStream.range(0, 200)
                        .mapToObj(i -> i % 2 == 0 ? one : other)
                        .map(tries -> tries.count("pin", "x", THREE).toCompletableFuture())
                        .toList();
        assertThat(all.stream().filter(CompletableFuture::join)).hasSize(3);
    }

    @Test
    void lastAllowedTryBeginsTheLockAndWhatIsRefusedDoesNotMakeItLonger() throws Exception {
        allowed(one, "x", THREE);
        assertThat(leftMs("x")).isBetween(880_000L, 900_000L);
        allowed(one, "x", THREE);
        allowed(one, "x", THREE);
        long left = leftMs("x");
        assertThat(left).isBetween(1_780_000L, 1_800_000L);
        assertThat(allowed(one, "x", THREE)).isFalse();
        assertThat(leftMs("x")).isLessThanOrEqualTo(left);
    }

    @Test
    void timeAndClearingForget() {
        Terms once = new Terms(1, Duration.ofMillis(200), Duration.ofMillis(200));
        assertThat(allowed(one, "x", once)).isTrue();
        assertThat(allowed(one, "x", once)).isFalse();
        await().until(() -> allowed(one, "x", once));
        assertThat(allowed(one, "y", THREE)).isTrue();
        other.clear("pin", "y").toCompletableFuture().join();
        assertThat(oneLink.async().exists(RedisTries.key("pin", "y")).toCompletableFuture().join())
                .isZero();
    }

    @Test
    void whoTriedCannotBeReadInRedis() {
        allowed(one, "+989120000001", THREE);
        assertThat(oneLink.async().keys("zarang:limit:*").toCompletableFuture().join())
                .singleElement()
                .asString()
                .startsWith("zarang:limit:pin:")
                .doesNotContain("9120000001");
    }

    @Test
    void scriptIsAnsweredAndWhileRedisIsAwayItIsAnError() throws Exception {
        LimitService service = LimitService.in(oneLink);
        assertThat(ask(service, false)).isEqualTo(new ServiceAnswer.Given("allowed"));
        assertThat(ask(service, false)).isEqualTo(new ServiceAnswer.Given("too-many"));
        assertThat(ask(service, true)).isEqualTo(new ServiceAnswer.Given("allowed"));
        assertThat(ask(service, false)).isEqualTo(new ServiceAnswer.Given("allowed"));
        assertThat(
                        service.ask(new ServiceQuestion(Optional.empty(), Map.of()))
                                .toCompletableFuture()
                                .join())
                .isInstanceOf(ServiceAnswer.Failed.class);
        server.kill();
        await().until(() -> asked(service, false).isCompletedExceptionally());
        assertThat(asked(service, true)).isCompletedExceptionally();
    }

    private static ServiceAnswer ask(LimitService service, boolean clear) {
        return asked(service, clear).join();
    }

    private static CompletableFuture<ServiceAnswer> asked(LimitService service, boolean clear) {
        Map<String, ScriptValue> said = new HashMap<>();
        said.put("limit", new ScriptValue.Text("pin"));
        said.put("of", new ScriptValue.Digits("4711"));
        said.put("most", new ScriptValue.Decimal(BigDecimal.ONE));
        said.put("within", new ScriptValue.Decimal(BigDecimal.TEN));
        said.put("for", new ScriptValue.Decimal(BigDecimal.TEN));
        if (clear) {
            said.put("clear", new ScriptValue.YesNo(true));
        }
        return service.ask(new ServiceQuestion(Optional.empty(), said)).toCompletableFuture();
    }
}
