package zarang.api.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import zarang.api.keys.ApiKeys;
import zarang.api.route.Answer;
import zarang.api.route.ApiCaller;
import zarang.api.route.Operation;
import zarang.api.route.Scope;
import zarang.call.loop.VirtualLoop;
import zarang.redis.RedisLink;

/** Who is let in. */
class DoorkeeperTest {
    private static final Operation ASKING =
            Operation.get("/x", Scope.MEMBERS_READ, asked -> Answer.ok("x").now());

    private final VirtualLoop clock = new VirtualLoop();
    private final RedisLink nowhere = RedisLink.open("redis://127.0.0.1:1", List.of());
    private final Doorkeeper keeper =
            new Doorkeeper("abc", new ApiKeys(nowhere, clock, new SecureRandom()));

    @AfterEach
    void close() {
        nowhere.close();
    }

    private boolean lets(@Nullable String authorization) {
        return !keeper.admit(ASKING, authorization)
                .toCompletableFuture()
                .isCompletedExceptionally();
    }

    @Test
    void theOwnersTokenAloneOpensTheDoor() {
        assertThat(lets("Bearer abc")).isTrue();
        assertThat(lets("Bearer abd")).isFalse();
        assertThat(lets("Bearer ")).isFalse();
        assertThat(lets("Bearer abcd")).isFalse();
        assertThat(lets("Basic abc")).isFalse();
        assertThat(lets("")).isFalse();
        assertThat(lets(null)).isFalse();
    }

    @Test
    void whatIsOpenAsksNobodyForAToken() {
        Operation open = Operation.open("/x", asked -> Answer.ok("x").now());
        assertThat(keeper.admit(open, null).toCompletableFuture().join())
                .isEqualTo(ApiCaller.NOBODY);
    }
}
