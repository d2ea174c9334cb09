package zarang.loyalty.points;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import zarang.call.Points;

class EarningRuleTest {
    @Test
    void aRuleThatCannotWorkIsRefusedWhenItIsRead() {
        assertThatThrownBy(
                        () -> new EarningRule("a:b", "call.ended", Points.of(2), ContactTerms.ANY))
                .hasMessageContaining("'a:b'");
        assertThatThrownBy(() -> new EarningRule("a", "moon.full", Points.of(2), ContactTerms.ANY))
                .hasMessageContaining("'moon.full'");
        assertThatThrownBy(() -> new EarningRule("a", "call.ended", Points.ZERO, ContactTerms.ANY))
                .hasMessageContaining("gives 0 points");
    }

    @Test
    void twoRulesMayNotHaveOneId() {
        EarningRule rule = new EarningRule("a", "call.ended", Points.of(2), ContactTerms.ANY);
        assertThatThrownBy(() ->
                        new PointsForContacts(
                                number -> CompletableFuture.completedFuture(Optional.empty()),
                                award -> CompletableFuture.failedFuture(new AssertionError()),
                                CompletableFuture::completedFuture,
                                List.of(rule, rule),
                                ZoneOffset.UTC))
                .hasMessageContaining("two earning rules have one id");
    }
}
