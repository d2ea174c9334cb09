package zarang.ivr.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zarang.call.loop.VirtualLoop;
import zarang.ivr.lint.FlowCheck;
import zarang.ivr.lint.LintScope;
import zarang.ivr.model.Flow;
import zarang.ivr.run.FlowWatcher;
import zarang.redis.RedisLink;
import zarang.redis.testkit.TestRedis;

/** Processes that count on one real Redis. */
class SharedFlowCountsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration WRITTEN = Duration.ofSeconds(SharedFlowCounts.EVERY_S);
    private static final Flow FLOW =
            new FlowCheck()
                    .check(
                            "t.yaml",
                            "flow: t\nlanguage: fa\nstart: a\nsteps:\n  a: {hang-up: }\n",
                            LintScope.NONE)
                    .flow()
                    .orElseThrow();

    private final VirtualLoop loop = new VirtualLoop();
    private TestRedis redis;
    private RedisLink link;
    private SharedFlowCounts one;
    private SharedFlowCounts other;

    @BeforeEach
    void start() throws IOException {
        redis = TestRedis.start();
        link = RedisLink.open(redis.uri(), List.of());
        await().atMost(PATIENCE).until(link::isUp);
        one = process("n1.a");
        other = process("n2.b");
    }

    @AfterEach
    void stop() throws IOException {
        link.close();
        redis.close();
    }

    private SharedFlowCounts process(String life) {
        return new SharedFlowCounts(new FlowCounts(loop), link, loop, life);
    }

    private static void comes(SharedFlowCounts process) {
        process.entered(FLOW, "", FlowWatcher.START, "find");
        process.entered(FLOW, "find", "on.found", "menu");
    }

    private StepCounts step(String name, int hours) {
        return one.of("t", hours).toCompletableFuture().join().stream()
                .filter(step -> step.step().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void isCounted(String name, int hours, Integer... entered) {
        await().atMost(PATIENCE)
                .until(
                        () -> one.of("t", hours).toCompletableFuture().join(),
                        steps ->
                                steps.stream()
                                        .anyMatch(step ->
                                                step.step().equals(name)
                                                        && step.entered()
                                                                .equals(List.of(entered))));
    }

    @Test
    void twoProcessesHaveOneAnswerAndARestartLosesNothingThatWasWritten() {
        comes(one);
        comes(other);
        comes(other);
        other.ended(FLOW, "menu", FlowWatcher.Ending.CALLER);
        loop.advance(WRITTEN);
        isCounted("menu", 1, 3);
        assertThat(step("menu", 1).inside()).isEqualTo(2);
        assertThat(step("menu", 1).callersGone()).containsExactly(1);
        assertThat(step("find", 1).exits()).containsEntry("on.found", List.of(3));
        SharedFlowCounts again = process("n2.c");
        comes(again);
        loop.advance(WRITTEN);
        isCounted("menu", 1, 4);
    }

    @Test
    void hoursAreToldApartAndOneThatEndedIsWrittenToItsEnd() {
        comes(one);
        loop.advance(WRITTEN);
        comes(one);
        loop.advance(Duration.ofHours(1));
        comes(one);
        loop.advance(WRITTEN);
        isCounted("menu", 2, 2, 1);
        assertThat(one.of("none", 24).toCompletableFuture().join()).isEmpty();
    }

    @Test
    void callsOfAProcessThatIsGoneAreInNoStepAfterAWhile() {
        comes(one);
        loop.advance(WRITTEN);
        isCounted("menu", 1, 1);
        assertThat(step("menu", 1).inside()).isEqualTo(1);
        VirtualLoop stopped = new VirtualLoop(loop.instant().plusSeconds(60));
        SharedFlowCounts late =
                new SharedFlowCounts(new FlowCounts(stopped), link, stopped, "n3.d");
        assertThat(late.of("t", 2).toCompletableFuture().join())
                .allMatch(step -> step.inside() == 0);
    }

    @Test
    void whatRedisDidNotTakeIsWrittenOnceItIsBack() throws IOException {
        redis.pause();
        await().atMost(PATIENCE).until(() -> !link.isUp());
        comes(one);
        loop.advance(WRITTEN);
        assertThat(one.of("t", 1).toCompletableFuture()).failsWithin(PATIENCE);
        redis.resume();
        await().atMost(PATIENCE).until(link::isUp);
        loop.advance(WRITTEN);
        isCounted("menu", 1, 1);
    }
}
