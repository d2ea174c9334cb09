package zarang.redis;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.FlushMode;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zarang.redis.testkit.TestRedis;

class RedisLinkIT {
    /**
     * Wide, for most tests here want an answer: a machine that stands still for a while is no
     * fault.
     */
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private static final FunctionLibrary ECHO =
            new FunctionLibrary(
                    "echo",
                    """
                    #!lua name=echo
                    redis.register_function('echo_say', function(keys, args) return args[1] end)
                    redis.register_function('echo_set', function(keys, args)
                      return redis.call('SET', keys[1], args[1]) end)
                    redis.register_function('echo_fail', function() return redis.error_reply('NO') end)
                    """);

    private TestRedis redis;
    private RedisLink link;

    @BeforeEach
    void open() throws Exception {
        redis = TestRedis.start(TestRedis.Mode.ALONE);
        link = RedisLink.open(redis.uri(), List.of(ECHO));
        await().atMost(Duration.ofSeconds(10)).until(link::isUp);
    }

    @AfterEach
    void close() throws Exception {
        link.close();
        redis.close();
    }

    @Test
    void aFunctionAnswersAndAnErrorOfRedisKeepsItsType() throws Exception {
        assertThat(say("hello").toCompletableFuture().get(5, SECONDS)).isEqualTo("hello");
        CompletionStage<String> wrong =
                link.fcall("echo_fail", ScriptOutputType.VALUE, LIMIT, List.of("k"));
        assertThatThrownBy(() -> wrong.toCompletableFuture().get(5, SECONDS))
                .hasCauseInstanceOf(RedisCommandExecutionException.class);
        assertThatThrownBy(() -> link.fcall("no_such", ScriptOutputType.VALUE, LIMIT, List.of("k")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no_such");
    }

    @Test
    void withoutARedisEverythingFailsFastAndClosingIsClean() throws Exception {
        try (RedisLink nowhere = RedisLink.open("redis://127.0.0.1:1", List.of(ECHO))) {
            assertThat(nowhere.isUp()).isFalse();
            assertThat(away(nowhere.fcall("echo_say", ScriptOutputType.VALUE, LIMIT, List.of("k"))))
                    .hasMessage("not connected");
        }
    }

    @Test
    void aLibraryThatRedisRefusesKeepsTheLinkDown() {
        FunctionLibrary broken =
                new FunctionLibrary("broken", "#!lua name=broken\nthis is not Lua\n");
        try (RedisLink refused = RedisLink.open(redis.uri(), List.of(broken))) {
            await().during(Duration.ofMillis(500)).until(() -> !refused.isUp());
        }
    }

    @Test
    void aHangingRedisCostsTheLimitThenFailsFastThenIsBack() throws Exception {
        redis.pause();
        RedisAway slow = away(say("anybody"));
        assertThat(slow.maybeDone()).isTrue();
        await().atMost(Duration.ofSeconds(8)).until(() -> !link.isUp());
        RedisAway fast = away(say("anybody"));
        assertThat(fast.maybeDone()).isFalse();
        assertThatThrownBy(link::async).isInstanceOf(RedisAway.class);
        assertThatThrownBy(link::dedicated).isInstanceOf(RedisAway.class);
        redis.resume();
        await().atMost(Duration.ofSeconds(8)).until(link::isUp);
        assertThat(say("again").toCompletableFuture().get(5, SECONDS)).isEqualTo("again");
    }

    @Test
    void librariesAreThereAgainAfterRedisWasKilledAndListenersHearOfIt() throws Exception {
        AtomicInteger ups = new AtomicInteger();
        link.onUp(ups::incrementAndGet);
        await().until(() -> ups.get() == 1);
        link.async().functionFlush(FlushMode.SYNC).get(5, SECONDS);
        redis.kill();
        await().atMost(Duration.ofSeconds(10)).until(() -> ups.get() == 2);
        assertThat(say("back").toCompletableFuture().get(5, SECONDS)).isEqualTo("back");
    }

    @Test
    void callsInFlightAreBoundedAndAllOfThemEnd() throws Exception {
        redis.pause();
        List<CompletionStage<String>> calls = new ArrayList<>();
        for (int i = 0; i < RedisLink.IN_FLIGHT_MAX + 1; i++) {
            calls.add(say("x"));
        }
        assertThat(away(calls.getLast())).hasMessage("too many in flight");
        for (CompletionStage<String> call : calls) {
            away(call);
        }
        redis.resume();
        await().atMost(Duration.ofSeconds(8))
                .until(() -> say("free").toCompletableFuture().handle((v, e) -> e == null).get());
    }

    @Test
    void aDedicatedConnectionMayBlockWithoutHoldingUpTheLink() throws Exception {
        try (StatefulRedisConnection<String, String> own = link.dedicated()) {
            var blocked = own.async().blpop(5, "nothing-yet");
            assertThat(say("meanwhile").toCompletableFuture().get(1, SECONDS))
                    .isEqualTo("meanwhile");
            link.async().lpush("nothing-yet", "something").get(1, SECONDS);
            assertThat(blocked.get(5, SECONDS).getValue()).isEqualTo("something");
        }
    }

    @Test
    void aMasterThatBecameAReplicaIsLeftAndCountsAsAway() throws Exception {
        link.async().replicaof("127.0.0.1", 1).get(5, SECONDS);
        RedisAway refused = away(set("lost"));
        assertThat(refused.maybeDone()).isFalse();
        await().atMost(Duration.ofSeconds(3)).until(() -> !link.isUp());
        redis.kill(); // it comes back as the master that its file says it is
        await().atMost(Duration.ofSeconds(10)).until(link::isUp);
        assertThat(set("kept").toCompletableFuture().get(5, SECONDS)).isEqualTo("OK");
    }

    @Test
    void functionsThatWereFlushedAreLoadedAgainWithoutARestart() throws Exception {
        link.async().functionFlush(FlushMode.SYNC).get(5, SECONDS);
        assertThat(away(say("anybody")).maybeDone()).isFalse();
        await().atMost(Duration.ofSeconds(5))
                .until(() -> say("back").toCompletableFuture().handle((v, e) -> e == null).get());
    }

    @Test
    void anOlderVersionBesideANewerOneReplacesNothing() throws Exception {
        FunctionLibrary older =
                new FunctionLibrary(
                        "echo", ECHO.source().replace("return args[1]", "return 'old'"));
        try (RedisLink before = RedisLink.open(redis.uri(), List.of(older))) {
            await().until(before::isUp);
            CompletionStage<String> old =
                    before.fcall("echo_say", ScriptOutputType.VALUE, LIMIT, List.of("k"), "new");
            assertThat(old.toCompletableFuture().get(5, SECONDS)).isEqualTo("old");
            assertThat(say("new").toCompletableFuture().get(5, SECONDS)).isEqualTo("new");
        }
    }

    @Test
    void aLibraryThatNobodyLoadedForThirtyDaysIsDeletedAtTheNextStart() throws Exception {
        FunctionLibrary older =
                new FunctionLibrary(
                        "echo", ECHO.source().replace("return args[1]", "return 'old'"));
        RedisLink before = RedisLink.open(redis.uri(), List.of(older));
        await().until(before::isUp);
        before.close();
        long monthAgoS = Long.parseLong(link.async().time().get(5, SECONDS).getFirst()) - 2_700_000;
        link.async()
                .hset("zarang:libraries", older.loadedName(), Long.toString(monthAgoS))
                .get(5, SECONDS);
        try (RedisLink next = RedisLink.open(redis.uri(), List.of(ECHO))) {
            await().until(next::isUp);
            assertThat(next.async().hkeys("zarang:libraries").get(5, SECONDS))
                    .containsExactly(ECHO.loadedName());
            assertThat(next.async().functionList(older.loadedName()).get(5, SECONDS)).isEmpty();
            assertThat(next.async().functionList(ECHO.loadedName()).get(5, SECONDS)).hasSize(1);
        }
    }

    @Test
    void aFullRedisIsAwayAndSaysSo() throws Exception {
        assertThat(link.state().orElseThrow().warnings()).isEmpty();
        link.async().configSet("maxmemory", "1000000").get(5, SECONDS);
        RedisAway full = away(set("x"));
        assertThat(full.maybeDone()).isFalse();
        assertThat(full).hasMessageStartingWith("OOM");
    }

    private CompletionStage<String> set(String what) {
        return link.fcall("echo_set", ScriptOutputType.VALUE, LIMIT, List.of("k"), what);
    }

    private CompletionStage<String> say(String what) {
        return link.fcall("echo_say", ScriptOutputType.VALUE, LIMIT, List.of("k"), what);
    }

    private static RedisAway away(CompletionStage<String> stage) throws Exception {
        Throwable failure = stage.toCompletableFuture().handle((answer, e) -> e).get(5, SECONDS);
        assertThat(failure).isInstanceOf(RedisAway.class);
        return (RedisAway) failure;
    }
}
