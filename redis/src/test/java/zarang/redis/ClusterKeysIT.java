package zarang.redis;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import zarang.redis.testkit.TestRedis;

/** The Redis of all tests is a cluster: what it lets through, every Redis Cluster does. */
class ClusterKeysIT {
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final FunctionLibrary TWO =
            new FunctionLibrary(
                    "two",
                    """
                    #!lua name=two
                    redis.register_function('two_set', function(keys, args)
                      for _, key in ipairs(keys) do redis.call('SET', key, '1') end
                      if args[1] then redis.call('SET', args[1], '1') end
                      return 'OK' end)
                    """);

    @Test
    void keysOfTwoSlotsInOneCallAreRefusedNamedOrNot() throws Exception {
        try (TestRedis redis = TestRedis.start();
                RedisLink link = RedisLink.open(redis.uri(), List.of(TWO))) {
            await().atMost(Duration.ofSeconds(10)).until(link::isUp);
            assertThat(get(set(link, List.of("{a}:1", "{a}:2"), "{a}:3"))).isEqualTo("OK");
            assertThatThrownBy(() -> get(set(link, List.of("a", "b"))))
                    .rootCause()
                    .hasMessageStartingWith("CROSSSLOT");
            assertThatThrownBy(() -> get(set(link, List.of("a"), "b")))
                    .as("a key that the function made by itself")
                    .rootCause()
                    .hasMessageContaining("same slot");
            assertThatThrownBy(() -> get(link.run(LIMIT, commands -> commands.exists("a", "b"))))
                    .rootCause()
                    .hasMessageStartingWith("CROSSSLOT");
        }
    }

    @Test
    void theNextTestGetsAnEmptyOne() throws Exception {
        for (int test = 0; test < 2; test++) {
            try (TestRedis redis = TestRedis.start();
                    RedisLink link = RedisLink.open(redis.uri(), List.of(TWO))) {
                await().atMost(Duration.ofSeconds(10)).until(link::isUp);
                List<String> left = get(link.run(LIMIT, commands -> commands.keys("a*")));
                assertThat(left).isEmpty();
                assertThat(get(set(link, List.of("a")))).isEqualTo("OK");
            }
        }
    }

    private static CompletionStage<String> set(RedisLink link, List<String> keys, String... args) {
        return link.fcall("two_set", ScriptOutputType.VALUE, LIMIT, keys, args);
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(5, SECONDS);
    }
}
