package zarang.routing.simulate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zarang.call.Tier;
import zarang.routing.simulate.HandlingTime.Exponential;

/**
 * What a formula says of a plan. NaN where it says nothing. Seconds, and shares 0 to 1.
 *
 * @param formula its name
 * @param tier of whom; empty for all callers
 * @param serviceLevel short abandons left out, as on the wallboard
 */
public record FormulaRow(
        String formula,
        Optional<Tier> tier,
        double pWait,
        double serviceLevel,
        double asa,
        double waitOfThoseWhoWait,
        double abandoned) {
    private static final double NOTHING = Double.NaN;

    /**
     * The formulas whose assumptions the plan fulfils. The number of those who wait does not depend
     * on who goes first, so P(wait), abandons and the mean wait of all hold for every order; the
     * rest for first come first served only.
     *
     * @return none for a shift that opens and closes, for talks that are not exponential, for
     *     agents who let it ring, for callers who ask for skills, and if more work comes than the
     *     agents can do and nobody hangs up
     */
    public static List<FormulaRow> of(SimulationPlan plan) {
        List<FormulaRow> rows = new ArrayList<>();
        if (plan.time().warmUp().isZero()
                || !(plan.demand().handling() instanceof Exponential)
                || !plan.shift().ring().isZero()
                || plan.skills().isUsed()) {
            return rows;
        }
        boolean inTurn = plan.shift().offsets().values().stream().distinct().count() <= 1;
        Duration target = plan.shift().serviceTarget();
        Duration shortAbandon = plan.shift().shortAbandon();
        Optional<Duration> patience = plan.demand().patience();
        if (patience.isPresent()) {
            ErlangA erlang = new ErlangA(plan.load(), patience.get());
            rows.add(
                    new FormulaRow(
                            "Erlang A",
                            Optional.empty(),
                            erlang.pWait(),
                            inTurn
                                    ? erlang.serviceLevel(target)
                                            / (1 - erlang.abandonedWithin(shortAbandon))
                                    : NOTHING,
                            inTurn ? erlang.asa() : NOTHING,
                            erlang.meanWait() / erlang.pWait(),
                            erlang.abandoned()));
        } else if (new ErlangC(plan.load()).isSteady()) {
            ErlangC erlang = new ErlangC(plan.load());
            rows.add(
                    new FormulaRow(
                            "Erlang C",
                            Optional.empty(),
                            erlang.pWait(),
                            inTurn ? erlang.serviceLevel(target) : NOTHING,
                            erlang.asa(),
                            erlang.waitOfThoseWhoWait(),
                            0));
            rows.addAll(priorities(plan));
        }
        return rows;
    }

    private static List<FormulaRow> priorities(SimulationPlan plan) {
        List<FormulaRow> rows = new ArrayList<>();
        List<Tier> tiers = plan.demand().names();
        if (tiers.size() > 1
                && plan.shift().hardCap().equals(ShiftPlan.NO_CAP)
                && plan.shift().offsets().equals(ServiceOrder.PRIORITY.offsets(tiers))) {
            Cobham cobham =
                    new Cobham(
                            plan.load(),
                            plan.demand().tiers().stream().map(TierShare::share).toList());
            for (int rank = 0; rank < tiers.size(); rank++) {
                rows.add(
                        new FormulaRow(
                                "Cobham",
                                Optional.of(tiers.get(rank)),
                                NOTHING,
                                NOTHING,
                                cobham.wait(rank),
                                NOTHING,
                                0));
            }
        }
        return rows;
    }
}
