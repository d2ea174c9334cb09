package zarang.loyalty.points;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import zarang.call.MemberId;
import zarang.loyalty.member.Members;
import zarang.redis.FunctionLibrary;
import zarang.redis.RedisAway;
import zarang.redis.RedisLink;
import zarang.redis.testkit.TestRedis;

/** A real Redis with members in it, and links to it. */
final class Club implements AutoCloseable {
    private static final List<FunctionLibrary> LIBRARIES =
            List.of(Members.library(), PointsAccounts.library());

    final TestRedis redis;
    final RedisLink link;
    final RedisLink other;

    Club() throws Exception {
        redis = TestRedis.start();
        link = RedisLink.open(redis.uri(), LIBRARIES);
        other = RedisLink.open(redis.uri(), LIBRARIES);
        await().atMost(Duration.ofSeconds(10)).until(() -> link.isUp() && other.isUp());
    }

    MemberId member(String id) throws Exception {
        link.async().hset("{m:" + id + "}", "tier", "bronze").get(5, SECONDS);
        return new MemberId(id);
    }

    /** Makes an award until Redis answers, as a consumer of the journal does. */
    static AwardOutcome settle(PointsAccounts accounts, Award award) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> {
                            try {
                                return get(accounts.award(award));
                            } catch (ExecutionException e) {
                                assertThat(e.getCause()).isInstanceOf(RedisAway.class);
                                return null;
                            }
                        },
                        outcome -> outcome != null);
    }

    static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(10, SECONDS);
    }

    @Override
    public void close() throws IOException {
        link.close();
        other.close();
        redis.close();
    }
}
