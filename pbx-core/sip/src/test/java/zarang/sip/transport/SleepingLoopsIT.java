package zarang.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import zarang.call.loop.RealTime;

@RealTime
class SleepingLoopsIT {
    private static final Duration LESS_THAN_HALF_A_MILLISECOND = Duration.ofNanos(400_000);
    private static final int TIMERS = 500;

    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private int left = TIMERS;

    @Test
    void aLoopThatWaitsForTimersSleeps() throws Exception {
        Vertx vertx = SleepingLoops.vertx();
        try {
            VertxControlLoop loop = new VertxControlLoop(vertx);
            long began = System.nanoTime();
            long cpuBegan = cpuOf(loop);
            loop.post(() -> next(loop));
            done.get(30, TimeUnit.SECONDS);
            long cpu = cpuOf(loop) - cpuBegan;
            long wall = System.nanoTime() - began;
            assertThat(cpu).as("CPU of %d ns", wall).isLessThan(wall / 2);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    private void next(VertxControlLoop loop) {
        if (left-- == 0) {
            done.complete(null);
        } else {
            loop.schedule(LESS_THAN_HALF_A_MILLISECOND, () -> next(loop));
        }
    }

    private static long cpuOf(VertxControlLoop loop) throws Exception {
        CompletableFuture<Long> cpu = new CompletableFuture<>();
        loop.post(
                () -> cpu.complete(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime()));
        return cpu.get(10, TimeUnit.SECONDS);
    }
}
