package zarang.server.tool;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import zarang.routing.simulate.ShiftPlan;
import zarang.routing.simulate.SimulationPlan;
import zarang.routing.simulate.SimulationReport;
import zarang.routing.simulate.Simulator;
import zarang.routing.simulate.Staffing;
import zarang.server.command.Exit;

/** {@code ./zarang simulate}: what callers will meet, before they call. No server is needed. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Simulates calls and agents: made-up calls, under a clock that does not wait, are served"
                    + " by the part of the server that serves real ones.",
            "Prints who waits how long, in all and by tier, beside what the formulas of Erlang and"
                    + " Cobham say where they apply.",
            "With --target 80/20 it finds the least number of agents. What it prints and how to use"
                    + " it: docs/ACD.md."
        })
public final class SimulateCommand implements Callable<Integer> {
    private static final long LONG = 1_000_000;
    private static final int TENTHS = 10;

    @Spec private CommandSpec spec;

    @Mixin private SimulateOptions options;

    @Option(
            names = "--target",
            paramLabel = "80/20",
            converter = ServiceGoal.Text.class,
            description =
                    "Find the least number of agents with whom 80 %% of callers are answered within"
                            + " 20 s, short abandons left out.")
    private @Nullable ServiceGoal goal;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        SimulationPlan plan;
        try {
            plan = options.plan(Optional.ofNullable(goal));
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
        }
        PrintWriter out = spec.commandLine().getOut();
        Optional<SimulationReport> report =
                goal == null
                        ? Optional.of(new Simulator(progress(plan)).run(plan))
                        : new Staffing(goal.share()).least(plan, new Simulator(progress(plan)));
        if (report.isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "zarang: not even "
                                    + ShiftPlan.AGENTS_MAX
                                    + " agents answer so many of these callers in time");
            return Exit.INPUT;
        }
        out.print(
                json
                        ? SimulationJson.of(report.get()) + System.lineSeparator()
                        : SimulationText.of(report.get()));
        out.flush();
        return Exit.DONE;
    }

    /** Of what takes long, each tenth. */
    private IntConsumer progress(SimulationPlan plan) {
        int seeds = plan.time().seeds();
        Duration all = plan.time().warmUp().plus(plan.time().measured()).multipliedBy(seeds);
        boolean isLong = plan.demand().callsPerHour() * all.toHours() >= LONG;
        int step = Math.max(1, seeds / TENTHS);
        PrintWriter err = spec.commandLine().getErr();
        return done -> {
            if (isLong && (done % step == 0 || done == seeds)) {
                err.printf(Locale.ROOT, "%d of %d seeds%n", done, seeds);
            }
        };
    }
}
