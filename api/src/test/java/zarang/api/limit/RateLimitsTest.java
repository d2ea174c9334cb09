package zarang.api.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import zarang.api.route.ApiCaller;
import zarang.call.loop.VirtualLoop;

/** How often a token may ask. */
class RateLimitsTest {
    private static final ApiCaller CRM = new ApiCaller("crm", Set.of());

    private final VirtualLoop clock = new VirtualLoop();
    private final RateLimits limits = new RateLimits(3, clock);

    @Test
    void asManyAsTheLimitSaysAndNotOneMoreUntilTheMinuteIsOver() {
        for (int left = 2; left >= 0; left--) {
            RateLimits.Taken taken = limits.take(CRM);
            assertThat(taken.remaining()).isEqualTo(left);
            assertThat(taken.isTooMany()).isFalse();
        }
        assertThat(limits.take(CRM).isTooMany()).isTrue();
        assertThat(limits.take(CRM).headers()).containsEntry("RateLimit-Remaining", "0");
        assertThat(limits.take(new ApiCaller("till", Set.of())).isTooMany())
                .as("another token's")
                .isFalse();
        clock.advance(Duration.ofSeconds(59));
        assertThat(limits.take(CRM).isTooMany()).isTrue();
        clock.advance(Duration.ofSeconds(1));
        assertThat(limits.take(CRM).isTooMany()).isFalse();
    }

    @Test
    void theOwnerMayAskTenTimesAsOften() {
        for (int i = 0; i < 30; i++) {
            assertThat(limits.take(ApiCaller.OWNER).isTooMany()).isFalse();
        }
        assertThat(limits.take(ApiCaller.OWNER).isTooMany()).isTrue();
    }
}
