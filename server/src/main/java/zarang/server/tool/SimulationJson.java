package zarang.server.tool;

import java.time.Duration;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import zarang.call.Tier;
import zarang.call.Words;
import zarang.routing.simulate.FormulaRow;
import zarang.routing.simulate.HandlingTime;
import zarang.routing.simulate.Interval;
import zarang.routing.simulate.SimulationPlan;
import zarang.routing.simulate.SimulationReport;
import zarang.routing.simulate.SkillPlan;
import zarang.routing.simulate.TierResult;

/**
 * What came of a simulation, as JSON for a program: times in seconds, shares 0 to 1; a figure that
 * there is not is null. docs/ACD.md lists the names.
 */
final class SimulationJson {
    private static final double MILLIS = 1000;

    private SimulationJson() {}

    static String of(SimulationReport report) {
        ObjectNode all = Answers.object();
        all.set("plan", plan(report.plan()));
        all.set("all", result(report.all()));
        ArrayNode tiers = all.putArray("tiers");
        report.byTier()
                .forEach((tier, result) ->
                        tiers.add(
                                Answers.object().put("tier", tier.name()).setAll(result(result))));
        ArrayNode skills = all.putArray("skills");
        report.bySkill()
                .forEach((kind, result) ->
                        skills.add(
                                Answers.object()
                                        .put("skills", kind.toString())
                                        .setAll(result(result))));
        all.set("occupancy", interval(report.occupancy()));
        all.set("busy", busy(report));
        ArrayNode formulas = all.putArray("formulas");
        FormulaRow.of(report.plan()).forEach(row -> formulas.add(formula(row)));
        return all.toString();
    }

    private static ObjectNode busy(SimulationReport report) {
        ObjectNode node = Answers.object();
        node.set("most", interval(report.busy().most()));
        node.set("least", interval(report.busy().least()));
        ArrayNode skills = node.putArray("skills");
        report.busy()
                .bySkill()
                .forEach((kind, share) ->
                        skills.addObject()
                                .put("skills", kind.toString())
                                .set("occupancy", interval(share)));
        return node;
    }

    private static ObjectNode skills(SkillPlan plan, int agents) {
        ObjectNode node = Answers.object();
        ArrayNode callers = node.putArray("callers");
        plan.callers()
                .forEach(kind ->
                        callers.addObject()
                                .put("skills", kind.skills().toString())
                                .put("share", kind.share()));
        ArrayNode known = node.putArray("agents");
        List<Integer> heads = plan.heads(agents);
        for (int kind = 0; kind < heads.size(); kind++) {
            known.addObject()
                    .put("skills", plan.agents().get(kind).skills().toString())
                    .put("agents", heads.get(kind));
        }
        ArrayNode relaxAfter = node.putArray("relaxAfter");
        plan.relaxAfter().forEach(wait -> relaxAfter.add(seconds(wait)));
        return node;
    }

    private static ObjectNode plan(SimulationPlan plan) {
        ObjectNode node =
                Answers.object()
                        .put("callsPerHour", plan.demand().callsPerHour())
                        .put("aht", seconds(plan.load().aht()))
                        .put(
                                "shape",
                                switch (plan.demand().handling()) {
                                    case HandlingTime.Exponential _ -> "exponential";
                                    case HandlingTime.Fixed _ -> "fixed";
                                    case HandlingTime.LogNormal _ -> "lognormal";
                                })
                        .put("agents", plan.shift().agents())
                        .put("strategy", Words.of(plan.strategy()))
                        .put("erlangs", plan.load().erlangs());
        plan.demand().patience().ifPresent(mean -> node.put("patience", seconds(mean)));
        ArrayNode tiers = node.putArray("tiers");
        plan.demand()
                .tiers()
                .forEach(tier ->
                        tiers.addObject()
                                .put("tier", tier.tier().name())
                                .put("share", tier.share())
                                .put("offset", offset(plan, tier.tier())));
        if (plan.skills().isUsed()) {
            node.set("skills", skills(plan.skills(), plan.shift().agents()));
        }
        return node.put("hardCap", seconds(plan.shift().hardCap()))
                .put("ring", seconds(plan.shift().ring()))
                .put("serviceTarget", seconds(plan.shift().serviceTarget()))
                .put("shortAbandon", seconds(plan.shift().shortAbandon()))
                .put("warmUp", seconds(plan.time().warmUp()))
                .put("measured", seconds(plan.time().measured()))
                .put("seeds", plan.time().seeds())
                .put("firstSeed", plan.time().firstSeed());
    }

    private static double offset(SimulationPlan plan, Tier tier) {
        return seconds(plan.shift().offsets().getOrDefault(tier, Duration.ZERO));
    }

    private static ObjectNode result(TierResult result) {
        ObjectNode node =
                Answers.object().put("calls", result.offered()).put("refused", result.refused());
        node.set("pWait", interval(result.pWait()));
        ObjectNode levels = node.putObject("serviceLevel");
        levels.set("ofAnswered", interval(result.ofAnswered()));
        levels.set("ofOffered", interval(result.ofOffered()));
        levels.set("withoutShortAbandons", interval(result.withoutShortAbandons()));
        levels.set("abandonsInTimeCount", interval(result.abandonsInTimeCount()));
        node.set("asa", interval(result.asa()));
        node.set("meanWait", interval(result.meanWait()));
        node.set("waitOfThoseWhoWait", interval(result.waitOfThoseWhoWait()));
        node.set("abandoned", interval(result.abandoned()));
        node.set("p50", interval(result.p50()));
        node.set("p90", interval(result.p90()));
        node.set("p95", interval(result.p95()));
        node.set("p99", interval(result.p99()));
        return node;
    }

    private static ObjectNode formula(FormulaRow row) {
        ObjectNode node = Answers.object().put("formula", row.formula());
        row.tier().ifPresent(tier -> node.put("tier", tier.name()));
        number(node, "pWait", row.pWait());
        number(node, "serviceLevel", row.serviceLevel());
        number(node, "asa", row.asa());
        number(node, "waitOfThoseWhoWait", row.waitOfThoseWhoWait());
        number(node, "abandoned", row.abandoned());
        return node;
    }

    private static ObjectNode interval(Interval interval) {
        ObjectNode node = Answers.object();
        number(node, "mean", interval.mean());
        number(node, "margin", interval.margin());
        return node;
    }

    private static void number(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        } else {
            node.putNull(name);
        }
    }

    private static double seconds(Duration time) {
        return time.toMillis() / MILLIS;
    }
}
