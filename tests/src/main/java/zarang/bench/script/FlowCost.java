package zarang.bench.script;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import zarang.call.loop.RealTime;
import zarang.call.loop.VirtualLoop;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptEvent;
import zarang.call.script.ServiceAnswer;
import zarang.ivr.count.FlowCounts;
import zarang.ivr.lint.FlowCheck;
import zarang.ivr.lint.FlowReport;
import zarang.ivr.lint.LintScope;
import zarang.ivr.model.Flow;
import zarang.ivr.run.FlowRun;
import zarang.ivr.run.FlowSet;
import zarang.ivr.run.FlowWatcher;
import zarang.ivr.speech.Speech;
import zarang.ivr.trial.FlowTests;
import zarang.ivr.trial.TestReport;
import zarang.ivr.trial.TrialHouse;

/**
 * What scripts cost: CPU of a step and memory of a run with many runs at once, the check of a long
 * script, and tests. {@code FlowCost SCRIPTS [runs]}; {@code SCRIPTS} is the folder of those that
 * ship.
 */
@RealTime
public final class FlowCost {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 5;
    private static final int LONG_SCRIPT = 500;
    private static final int TESTS = 1000;
    private static final int COUNTS = 5_000;
    private static final int CALLS = 20;

    /** Counts the steps of all runs. */
    private static final class Steps implements FlowWatcher {
        private long count;

        @Override
        public void entered(Flow flow, String from, String exit, String step) {
            count++;
        }

        @Override
        public void ended(Flow flow, String step, Ending how) {}
    }

    private FlowCost() {}

    /** Prints each figure, taken {@value #ROUNDS} times; the last ones are warm. */
    public static void main(String[] args) throws IOException {
        Path scripts = Path.of(args[0]);
        int runs = args.length > 1 ? Integer.parseInt(args[1]) : 10_000;
        FlowCheck check = new FlowCheck();
        FlowReport hotline = check.check(scripts.resolve("hotline.yaml"), LintScope.NONE);
        for (int round = 0; round < ROUNDS; round++) {
            runs(hotline.flow().orElseThrow(), runs);
        }
        for (int round = 0; round < ROUNDS; round++) {
            counts(hotline.flow().orElseThrow());
        }
        String text = longScript();
        for (int round = 0; round < ROUNDS; round++) {
            long began = THREADS.getCurrentThreadCpuTime();
            FlowReport report = check.check("long.yaml", text, LintScope.NONE);
            System.out.printf(
                    Locale.ROOT,
                    "check of a script of %d steps: %.0f ms%n",
                    LONG_SCRIPT,
                    ms(began));
            if (!report.ok()) {
                throw new IllegalStateException(report.findings().toString());
            }
        }
        tests(scripts, hotline);
    }

    /** All callers stand in the menu at once; then each asks for the points and waits for sales. */
    private static void runs(Flow flow, int count) {
        Steps steps = new Steps();
        long before = heap();
        List<FlowRun> runs = new ArrayList<>(count);
        Optional<Speech> speech = Speech.shipped(flow.language());
        FlowSet flows = FlowSet.of(flow, 1, language -> speech).watchedBy(steps);
        long began = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < count; i++) {
            runs.add(FlowRun.begin(flows, flow.name()).orElseThrow());
        }
        all(runs, new ScriptEvent.Started(Optional.empty(), Optional.of("1000"), Instant.EPOCH));
        all(runs, new ScriptEvent.Told(new ServiceAnswer.Given("unknown")));
        all(runs, new ScriptEvent.Answered());
        all(runs, new ScriptEvent.PlayFinished());
        all(runs, new ScriptEvent.PlayFinished());
        double memory = (heap() - before) / (double) count;
        long paused = THREADS.getCurrentThreadCpuTime();
        all(runs, new ScriptEvent.Digit('2'));
        all(runs, new ScriptEvent.PlayFinished());
        all(runs, new ScriptEvent.Digit('1'));
        all(runs, new ScriptEvent.QueueLeft(ScriptEvent.QueueResult.ANSWERED));
        all(runs, new ScriptEvent.PlayFinished());
        double cpuUs = (THREADS.getCurrentThreadCpuTime() - began) / 1000.0;
        System.out.printf(
                Locale.ROOT,
                "%d runs at once: %.0f bytes a run in the menu, %.2f µs of CPU a step (%.1f steps a"
                        + " run; %.2f µs before the menu's key)%n",
                count,
                memory,
                cpuUs / steps.count,
                steps.count / (double) count,
                (paused - began) / 1000.0 / count);
    }

    /** What the counts of steps and exits take, for each step that is entered and each that is. */
    private static void counts(Flow flow) {
        List<String> steps = List.copyOf(flow.steps().keySet());
        long before = heap();
        List<FlowCounts> kept = new ArrayList<>();
        for (int i = 0; i < COUNTS; i++) {
            kept.add(new FlowCounts(InstantSource.system()));
        }
        long began = THREADS.getCurrentThreadCpuTime();
        int entered = 0;
        for (int call = 0; call < CALLS; call++) {
            for (FlowCounts counts : kept) {
                String from = "";
                for (String step : steps) {
                    counts.entered(flow, from, "next", step);
                    from = step;
                    entered++;
                }
            }
        }
        double ns = (THREADS.getCurrentThreadCpuTime() - began) / (double) entered;
        double bytes = (heap() - before) / (double) (COUNTS * steps.size());
        System.out.printf(
                Locale.ROOT,
                "counts of steps: %.0f ns of CPU a step entered, %.0f bytes a step with one exit (%d"
                        + " counted)%n",
                ns,
                bytes,
                kept.stream().mapToInt(c -> c.of(flow.name(), 1).orElseThrow().size()).sum());
    }

    private static void all(List<FlowRun> runs, ScriptEvent event) {
        for (FlowRun run : runs) {
            List<ScriptCommand> commands = run.on(event);
            if (commands.size() > LONG_SCRIPT) {
                throw new IllegalStateException("nobody wants so much");
            }
        }
    }

    /** Bytes that are in use after a collection. */
    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Menus and prompts in turn, each reached. */
    private static String longScript() {
        StringBuilder text = new StringBuilder("flow: long\nlanguage: fa\nstart: s0\nsteps:\n");
        for (int i = 0; i < LONG_SCRIPT - 1; i++) {
            String next = i == LONG_SCRIPT - 2 ? "end" : "s" + (i + 1);
            text.append("  s").append(i);
            text.append(
                    i % 2 == 0
                            ? ": {play: [x, y], next: " + next + "}\n"
                            : ": {menu: x, digits: {first-within: 5s}, on: {\"1\": "
                                    + next
                                    + ", \"2\": s0, no-input: end, no-match: end}}\n");
        }
        return text.append("  end: {hang-up: }\n").toString();
    }

    /** The shipped tests, as often as makes a thousand. */
    private static void tests(Path scripts, FlowReport flow) throws IOException {
        Path folder = Files.createTempDirectory("flow-cost");
        Path file = scripts.resolve("hotline.test.yaml");
        FlowTests tests = new FlowTests(TrialHouse.plain(), new VirtualLoop());
        int each = tests.run(List.of(flow), List.of(file)).results().size();
        List<Path> copies = new ArrayList<>();
        for (int i = 0; i * each < TESTS; i++) {
            Path copy = folder.resolve("t" + i + ".test.yaml");
            Files.writeString(copy, "flow: hotline\n" + Files.readString(file));
            copies.add(copy);
        }
        for (int round = 0; round < ROUNDS; round++) {
            long began = System.nanoTime();
            TestReport report = tests.run(List.of(flow), copies);
            System.out.printf(
                    Locale.ROOT,
                    "%d tests in %d files: %.2f s, %d failed%n",
                    report.results().size(),
                    copies.size(),
                    (System.nanoTime() - began) / 1e9,
                    report.failed());
        }
        try (Stream<Path> made = Files.list(folder)) {
            for (Path copy : made.toList()) {
                Files.delete(copy);
            }
        }
        Files.delete(folder);
    }

    private static double ms(long began) {
        return (THREADS.getCurrentThreadCpuTime() - began) / 1e6;
    }
}
