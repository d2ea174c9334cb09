package zarang.server.tool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import zarang.call.Words;
import zarang.routing.queue.Strategy;
import zarang.routing.simulate.SimulationPlan;
import zarang.routing.simulate.SkillPlan;
import zarang.routing.simulate.SkillSet;
import zarang.routing.simulate.SkillShare;
import zarang.server.command.Times;

/**
 * What callers ask for, which agents know it and who of them is chosen, as the command line says
 * it.
 */
final class SimulateSkills {
    private static final String CALLERS = "--skills";
    private static final String AGENTS = "--agent-skills";
    private static final String PER_CENT = "%";

    /** Less is left over by rounding alone. */
    private static final double ROUNDING = 1e-9;

    @Option(
            names = CALLERS,
            paramLabel = "NAME=SHARE,…",
            description =
                    "What callers ask for, such as sales=40%%,billing=20%%; sales:3 asks for level"
                            + " 3, sales+billing for both. All others ask for nothing.")
    private @Nullable String skills;

    @Option(
            names = AGENTS,
            paramLabel = "NAME=N,…",
            description =
                    "How many agents know what, such as sales=12,sales:3+billing=4; or which share"
                            + " of them, such as sales=60%%. All others know nothing.")
    private @Nullable String agentSkills;

    @Option(
            names = "--relax-after",
            paramLabel = "TIME,…",
            description =
                    "After each of these waits a level less is asked for, such as 1m,2m (default:"
                            + " never).")
    private @Nullable String relaxAfter;

    @Option(
            names = "--strategy",
            paramLabel = "NAME",
            description =
                    "Which idle agent gets a caller: longest-idle, least-occupied, fewest-calls,"
                            + " round-robin, top-down, weighted, random, best-skill (default:"
                            + " longest-idle).")
    private @Nullable String strategy;

    /**
     * What is known and asked for.
     *
     * @param agents empty: they are to be found
     * @throws IllegalArgumentException with what is wrong
     */
    SkillPlan plan(Optional<Integer> agents) {
        if (skills == null || agentSkills == null) {
            if (skills != null) {
                throw new IllegalArgumentException(
                        "--skills: say with --agent-skills which agents know them");
            }
            if (agentSkills != null || relaxAfter != null) {
                throw new IllegalArgumentException(
                        "say with --skills what callers ask for, or leave out --agent-skills and"
                                + " --relax-after");
            }
            return SkillPlan.NONE;
        }
        return new SkillPlan(
                whole(
                        NamedValues.pairs(CALLERS, skills).stream()
                                .map(pair ->
                                        new SkillShare(
                                                SkillSet.parse(pair[0]),
                                                NamedValues.share(CALLERS, pair[1], "sales=40%")))
                                .toList()),
                whole(
                        NamedValues.pairs(AGENTS, agentSkills).stream()
                                .map(pair ->
                                        new SkillShare(
                                                SkillSet.parse(pair[0]), of(agents, pair[1])))
                                .toList()),
                relaxed());
    }

    /** Those who are not named have no skill. */
    private static List<SkillShare> whole(List<SkillShare> named) {
        double left = 1 - named.stream().mapToDouble(SkillShare::share).sum();
        boolean others = named.stream().noneMatch(each -> each.skills().equals(SkillSet.NONE));
        if (left <= ROUNDING || !others) {
            return named;
        }
        List<SkillShare> all = new ArrayList<>(named);
        all.add(new SkillShare(SkillSet.NONE, left));
        return all;
    }

    private static double of(Optional<Integer> agents, String text) {
        if (text.endsWith(PER_CENT)) {
            return NamedValues.share(AGENTS, text, "sales=60%");
        }
        if (agents.isEmpty()) {
            throw new IllegalArgumentException(
                    "--agent-skills: with --target write shares of the agents, such as sales=60%");
        }
        try {
            int known = Integer.parseInt(text);
            if (known > agents.get()) {
                throw new IllegalArgumentException(
                        "--agent-skills: %d agents of %d".formatted(known, agents.get()));
            }
            return known / (double) agents.get();
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException(
                    "--agent-skills: '"
                            + text
                            + "' is no number of agents: write sales=12 or"
                            + " sales=60%",
                    noNumber);
        }
    }

    private List<Duration> relaxed() {
        if (relaxAfter == null) {
            return List.of();
        }
        try {
            return Arrays.stream(relaxAfter.split(",", -1))
                    .map(each -> new Times().convert(each.strip()))
                    .toList();
        } catch (TypeConversionException noTime) {
            throw new IllegalArgumentException("--relax-after: " + noTime.getMessage(), noTime);
        }
    }

    /**
     * Who of the idle is chosen.
     *
     * @throws IllegalArgumentException there is no such strategy
     */
    Strategy strategy() {
        if (strategy == null) {
            return Strategy.LONGEST_IDLE;
        }
        for (Strategy each : Strategy.values()) {
            if (Words.of(each).equals(strategy)) {
                return each;
            }
        }
        throw new IllegalArgumentException(
                "--strategy: '"
                        + strategy
                        + "' is none; expected one of "
                        + SimulationPlan.strategies());
    }
}
