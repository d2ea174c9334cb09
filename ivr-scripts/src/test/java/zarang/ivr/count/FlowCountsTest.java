package zarang.ivr.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import zarang.ivr.lint.FlowCheck;
import zarang.ivr.lint.LintScope;
import zarang.ivr.model.Flow;
import zarang.ivr.run.FlowWatcher;

class FlowCountsTest {
    private static final Flow FLOW =
            new FlowCheck()
                    .check(
                            "t.yaml",
                            "flow: t\nlanguage: fa\nstart: a\nsteps:\n  a: {hang-up: }\n",
                            LintScope.NONE)
                    .flow()
                    .orElseThrow();

    private Instant now = Instant.parse("2026-11-26T10:59:00Z");
    private final FlowCounts counts = new FlowCounts(() -> now);

    private StepCounts step(String name, int hours) {
        return counts.of("t", hours).orElseThrow().stream()
                .filter(each -> each.step().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void callsInAStepOnItsExitsAndThoseWhoHangUpInItAreCounted() {
        for (int i = 0; i < 3; i++) {
            counts.entered(FLOW, "", FlowWatcher.START, "find");
        }
        counts.entered(FLOW, "find", "on.found", "menu");
        counts.entered(FLOW, "find", "on.error", "menu");
        counts.ended(FLOW, "menu", FlowWatcher.Ending.CALLER);
        counts.ended(FLOW, "menu", FlowWatcher.Ending.FLOW);
        assertThat(step("find", 1).inside()).isEqualTo(1);
        assertThat(step("find", 1).entered()).containsExactly(3);
        assertThat(step("find", 1).exits())
                .containsEntry("on.found", List.of(1))
                .containsEntry("on.error", List.of(1));
        assertThat(step("menu", 1).inside()).isZero();
        assertThat(step("menu", 1).entered()).containsExactly(2);
        assertThat(step("menu", 1).callersGone()).containsExactly(1);
        assertThat(counts.of("other", 1)).isEmpty();
    }

    @Test
    void hoursAreKeptForADayAndTheOneUnderWayIsLast() {
        counts.entered(FLOW, "", FlowWatcher.START, "a");
        now = now.plus(Duration.ofMinutes(1));
        counts.entered(FLOW, "", FlowWatcher.START, "a");
        counts.entered(FLOW, "", FlowWatcher.START, "a");
        assertThat(step("a", 3).entered()).containsExactly(0, 1, 2);
        now = now.plus(Duration.ofHours(22));
        assertThat(step("a", 24).entered()).startsWith(1, 2).endsWith(0);
        now = now.plus(Duration.ofHours(1));
        assertThat(step("a", 24).entered()).startsWith(2, 0);
        now = now.plus(Duration.ofDays(400));
        assertThat(step("a", 24).entered()).containsOnly(0);
        assertThat(step("a", 1).inside()).as("still there").isEqualTo(3);
    }

    @Test
    void clockThatGoesBackLosesNothing() {
        counts.entered(FLOW, "", FlowWatcher.START, "a");
        now = now.minus(Duration.ofHours(2));
        counts.entered(FLOW, "", FlowWatcher.START, "a");
        now = now.plus(Duration.ofHours(2));
        assertThat(step("a", 3).entered()).containsExactly(1, 0, 1);
    }

    @Test
    void noMoreIsCountedThanFits() {
        for (int i = 0; i < FlowCounts.STEPS_MAX + 50; i++) {
            counts.entered(FLOW, "", FlowWatcher.START, "s" + i);
        }
        for (int i = 0; i < FlowCounts.EXITS_MAX + 50; i++) {
            counts.entered(FLOW, "s1", "on." + i, "s2");
        }
        assertThat(counts.of("t", 1).orElseThrow()).hasSize(FlowCounts.STEPS_MAX);
        assertThat(step("s1", 1).exits()).hasSize(FlowCounts.EXITS_MAX);
    }
}
