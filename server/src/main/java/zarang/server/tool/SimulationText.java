package zarang.server.tool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import zarang.call.Tier;
import zarang.call.Words;
import zarang.routing.queue.Strategy;
import zarang.routing.simulate.Demand;
import zarang.routing.simulate.FormulaRow;
import zarang.routing.simulate.HandlingTime;
import zarang.routing.simulate.Interval;
import zarang.routing.simulate.OfferedLoad;
import zarang.routing.simulate.SimulationPlan;
import zarang.routing.simulate.SimulationReport;
import zarang.routing.simulate.SkillPlan;
import zarang.routing.simulate.SkillSet;
import zarang.routing.simulate.TierResult;

/** What came of a simulation, as a table for a person. */
final class SimulationText {
    private static final String NOTHING = "–";
    private static final double PER_CENT = 100;
    private static final double MILLIS = 1000;

    private static final int NAME_WIDTH = 10;

    private final StringBuilder text = new StringBuilder();
    private final int nameWidth;

    private SimulationText(int nameWidth) {
        this.nameWidth = nameWidth;
    }

    static String of(SimulationReport report) {
        SimulationText text =
                new SimulationText(
                        report.bySkill().keySet().stream()
                                .mapToInt(kind -> kind.toString().length())
                                .reduce(NAME_WIDTH, Math::max));
        text.head(report.plan());
        text.table(report);
        text.foot(report);
        return text.text.toString();
    }

    private void head(SimulationPlan plan) {
        Demand demand = plan.demand();
        OfferedLoad load = plan.load();
        line(
                String.format(
                        Locale.ROOT,
                        "%s calls an hour of %s (%s): %.2f erlang for %d agents, %.1f %% of their time",
                        number(demand.callsPerHour()),
                        seconds(load.aht()),
                        shape(demand.handling()),
                        load.erlangs(),
                        load.agents(),
                        PER_CENT * load.perAgent()));
        if (demand.tiers().size() > 1) {
            line(String.format(Locale.ROOT, "ahead by: %s", offsets(plan)));
        }
        skills(plan);
        demand.patience()
                .ifPresent(mean ->
                        line(
                                String.format(
                                        Locale.ROOT,
                                        "callers hang up after %s in the mean",
                                        seconds(mean))));
        line(
                String.format(
                        Locale.ROOT,
                        "%d seeds of %d h%s; ± is a 95 %% confidence interval",
                        plan.time().seeds(),
                        plan.time().measured().toHours(),
                        plan.time().warmUp().isZero()
                                ? ", from the first call to the last"
                                : ", after "
                                        + hours(plan.time().warmUp())
                                        + " that are not counted"));
        line("");
    }

    private void skills(SimulationPlan plan) {
        SkillPlan skills = plan.skills();
        if (skills.isUsed()) {
            line(
                    "callers ask for: "
                            + skills.callers().stream()
                                    .map(kind ->
                                            kind.skills()
                                                    + " "
                                                    + number(Math.rint(1000 * kind.share()) / 10)
                                                    + " %")
                                    .collect(Collectors.joining(", ")));
            List<String> known = new ArrayList<>();
            List<Integer> heads = skills.heads(plan.shift().agents());
            for (int kind = 0; kind < heads.size(); kind++) {
                known.add(skills.agents().get(kind).skills() + " " + heads.get(kind));
            }
            line("agents who know: " + String.join(", ", known));
            if (!skills.relaxAfter().isEmpty()) {
                line(
                        "a level less is asked for after "
                                + skills.relaxAfter().stream()
                                        .map(SimulationText::seconds)
                                        .collect(Collectors.joining(", ")));
            }
        }
        if (plan.strategy() != Strategy.LONGEST_IDLE) {
            line("an idle agent is chosen by " + Words.of(plan.strategy()));
        }
    }

    private static String offsets(SimulationPlan plan) {
        return plan.demand().names().stream()
                .map(tier ->
                        tier
                                + " "
                                + seconds(plan.shift().offsets().getOrDefault(tier, Duration.ZERO)))
                .collect(Collectors.joining(", "));
    }

    private void table(SimulationReport report) {
        row(
                "",
                "calls",
                "P(wait)",
                "in " + seconds(report.plan().shift().serviceTarget()),
                "ASA",
                "of who waits",
                "hung up",
                "P90",
                "P95");
        List<FormulaRow> formulas = FormulaRow.of(report.plan());
        row("all", report.all());
        formulas(formulas, Optional.empty());
        if (report.byTier().size() > 1) {
            report.byTier()
                    .forEach((tier, result) -> {
                        row(tier.name(), result);
                        formulas(formulas, Optional.of(tier));
                    });
        }
        if (report.plan().skills().isUsed()) {
            report.bySkill().forEach((kind, result) -> row(kind.toString(), result));
        }
    }

    private void row(String name, TierResult result) {
        row(
                name,
                String.format(Locale.ROOT, "%,d", result.offered()),
                share(result.pWait()),
                perCent(result.withoutShortAbandons()),
                time(result.asa()),
                time(result.waitOfThoseWhoWait()),
                result.abandoned().mean() == 0 ? NOTHING : perCent(result.abandoned()),
                wait(result.p90().mean()),
                wait(result.p95().mean()));
    }

    private void formulas(List<FormulaRow> formulas, Optional<Tier> tier) {
        for (FormulaRow formula : formulas) {
            if (formula.tier().equals(tier)) {
                row(
                        "  " + formula.formula(),
                        "",
                        word("%.3f", formula.pWait()),
                        word("%.1f %%", PER_CENT * formula.serviceLevel()),
                        word("%.1f s", formula.asa()),
                        word("%.1f s", formula.waitOfThoseWhoWait()),
                        formula.abandoned() == 0
                                ? NOTHING
                                : word("%.1f %%", PER_CENT * formula.abandoned()),
                        "",
                        "");
            }
        }
    }

    private void foot(SimulationReport report) {
        line(
                String.format(
                        Locale.ROOT, "agents busy %s of their time", perCent(report.occupancy())));
        SimulationPlan plan = report.plan();
        if (plan.skills().isUsed() || plan.strategy() != Strategy.LONGEST_IDLE) {
            busy(report);
        }
        if (plan.demand().patience().isEmpty()) {
            plan.skills().tooMuch(plan.load()).ifPresent(kinds -> tooMuch(plan, kinds));
        }
        if (report.all().refused() > 0) {
            line(
                    String.format(
                            Locale.ROOT,
                            "%,d callers found 10,000 before them or waited for 24 h, and were refused.",
                            report.all().refused()));
        }
    }

    private void busy(SimulationReport report) {
        if (report.plan().skills().isUsed()) {
            report.busy()
                    .bySkill()
                    .forEach((kind, share) ->
                            line("  those who know " + kind + ": " + perCent(share)));
        }
        line(
                "  the busiest of them "
                        + perCent(report.busy().most())
                        + ", the one least busy "
                        + perCent(report.busy().least()));
    }

    private void tooMuch(SimulationPlan plan, List<SkillSet> kinds) {
        boolean all = kinds.size() == plan.skills().callers().size();
        line(
                (all
                                ? "More work comes than the agents"
                                : "More work comes from callers who ask for "
                                        + kinds.stream()
                                                .map(SkillSet::toString)
                                                .collect(Collectors.joining(" or "))
                                        + " than the agents who may take them")
                        + " can do, and nobody hangs up: waits grow for as long as calls come;"
                        + " these are of these hours.");
    }

    private void row(String... cells) {
        text.append(
                        String.format(
                                        Locale.ROOT,
                                        "%-"
                                                + nameWidth
                                                + "s %9s  %-15s %-14s %-16s %-16s %-14s %8s %8s",
                                        (Object[]) cells)
                                .stripTrailing())
                .append(System.lineSeparator());
    }

    private void line(String words) {
        text.append(words).append(System.lineSeparator());
    }

    private static String share(Interval share) {
        return pair("%.3f ± %.3f", share.mean(), share.margin());
    }

    private static String perCent(Interval share) {
        return pair("%.1f ± %.1f %%", PER_CENT * share.mean(), PER_CENT * share.margin());
    }

    private static String time(Interval seconds) {
        return pair("%.1f ± %.1f s", seconds.mean(), seconds.margin());
    }

    private static String pair(String words, double mean, double margin) {
        return Double.isNaN(mean) ? NOTHING : String.format(Locale.ROOT, words, mean, margin);
    }

    private static String wait(double seconds) {
        return word("%.1f s", seconds);
    }

    private static String word(String words, double value) {
        return Double.isNaN(value) ? NOTHING : String.format(Locale.ROOT, words, value);
    }

    private static String shape(HandlingTime handling) {
        return switch (handling) {
            case HandlingTime.Exponential _ -> "exponential";
            case HandlingTime.Fixed _ -> "all the same";
            case HandlingTime.LogNormal log -> "lognormal, variation " + number(log.variation());
        };
    }

    private static String hours(Duration time) {
        return time.toSecondsPart() == 0 && time.toMinutesPart() == 0
                ? time.toHours() + " h"
                : seconds(time);
    }

    private static String seconds(Duration time) {
        return number(time.toMillis() / MILLIS) + " s";
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : Double.toString(value);
    }
}
