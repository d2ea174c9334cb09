package zarang.routing.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/**
 * Runs the seeds of a plan, one to a core at a time. The calling thread waits; nothing of it is for
 * the control loop.
 */
public final class Simulator {
    private final IntConsumer progress;

    /**
     * A simulator that says how far it is.
     *
     * @param progress gets the number of seeds done, in turn, on the thread that called {@link
     *     #run}
     */
    public Simulator(IntConsumer progress) {
        this.progress = progress;
    }

    /** Simulates all seeds; the same plan gives the same report. */
    public SimulationReport run(SimulationPlan plan) {
        int threads = Math.min(plan.time().seeds(), Runtime.getRuntime().availableProcessors());
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<SeedResult>> seeds = new ArrayList<>();
            for (int seed = 0; seed < plan.time().seeds(); seed++) {
                long each = plan.time().firstSeed() + seed;
                Callable<SeedResult> run = () -> new SimulationRun(plan, each).run();
                seeds.add(pool.submit(run));
            }
            return SimulationReport.of(plan, collect(pool, seeds));
        }
    }

    private List<SeedResult> collect(ExecutorService pool, List<Future<SeedResult>> seeds) {
        List<SeedResult> done = new ArrayList<>();
        try {
            for (Future<SeedResult> seed : seeds) {
                done.add(seed.get());
                progress.accept(done.size());
            }
            return done;
        } catch (InterruptedException stop) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stop);
        } catch (ExecutionException fault) {
            pool.shutdownNow();
            throw new IllegalStateException("a seed failed: " + fault.getCause(), fault);
        }
    }
}
