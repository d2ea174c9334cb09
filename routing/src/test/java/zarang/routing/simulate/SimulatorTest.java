package zarang.routing.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zarang.call.Tier;

/** What the tool does with a plan. That its figures are right: {@link TextbookTest}. */
class SimulatorTest {
    private static final Demand HOUSE = Plans.demand(240, 300, Plans.ONE);
    private static final Demand CLUB = Plans.demand(240, 300, Plans.THREE);

    /**
     * The figure that a planner reads, by the production dispatcher: within 3 % of Erlang C, or as
     * near as its own margin promises. {@code -Dzarang.proof.times=200} (make proof) simulates so
     * long that 3 % is the larger of the two up to a load of 0.85.
     */
    @ParameterizedTest(name = "{0} calls an hour of {1} s, {2} agents")
    @CsvSource({"100, 180, 8, 20", "240, 300, 24, 10", "600, 300, 55, 5"})
    void firstComeFirstServedIsErlangC(double calls, long ahtS, int agents, long hours) {
        int times = Integer.getInteger("zarang.proof.times", 1);
        SimulationReport report =
                Plans.run(
                        Plans.plan(
                                Plans.demand(calls, ahtS, Plans.ONE),
                                agents,
                                ServiceOrder.FIFO,
                                Plans.warm(hours * times, 30)));
        ErlangC erlang = new ErlangC(report.plan().load());
        expect(report.all().pWait(), erlang.pWait());
        expect(report.all().ofOffered(), erlang.serviceLevel(Duration.ofSeconds(20)));
        expect(report.all().asa(), erlang.asa());
        expect(report.all().waitOfThoseWhoWait(), erlang.waitOfThoseWhoWait());
        expect(report.occupancy(), report.plan().load().perAgent());
    }

    private static void expect(Interval figure, double formula) {
        // a margin of 95 % is missed by one right figure of twenty: half as much again by one of
        // 300
        assertThat(figure.mean())
                .isCloseTo(formula, within(Math.max(0.03 * formula, 1.5 * figure.margin())));
    }

    @Test
    void whereCallersHangUpItIsErlangA() {
        SimulationReport report =
                Plans.run(
                        Plans.plan(
                                Plans.impatient(HOUSE, 180),
                                20,
                                ServiceOrder.FIFO,
                                Plans.warm(10, 30)));
        ErlangA erlang = new ErlangA(report.plan().load(), Duration.ofMinutes(3));
        expect(report.all().pWait(), erlang.pWait());
        expect(report.all().abandoned(), erlang.abandoned());
        expect(report.all().meanWait(), erlang.meanWait());
        expect(report.all().asa(), erlang.asa());
        double inTime = erlang.serviceLevel(Duration.ofSeconds(20));
        expect(report.all().ofOffered(), inTime);
        expect(
                report.all().withoutShortAbandons(),
                inTime / (1 - erlang.abandonedWithin(Duration.ofSeconds(5))));
        expect(
                report.all().abandonsInTimeCount(),
                inTime + erlang.abandonedWithin(Duration.ofSeconds(20)));
        expect(report.occupancy(), erlang.occupancy());
    }

    @Test
    void goldWaitsLessBySoMuchAsItsOffsetSays() {
        assertThat(gain(ServiceOrder.FIFO)).isBetween(-15.0, 15.0);
        double mild = gain(ServiceOrder.MILD);
        double strong = gain(ServiceOrder.STRONG);
        assertThat(mild).isBetween(60.0, 195.0);
        assertThat(strong).isGreaterThan(mild + 30);
        assertThat(gain(ServiceOrder.PRIORITY)).isGreaterThanOrEqualTo(strong);
    }

    /** How much less gold waits than bronze, in seconds, in two hours of too much work. */
    private static double gain(ServiceOrder order) {
        SimulationReport report = Plans.run(Plans.plan(CLUB, 18, order, Plans.hours(2, 30)));
        return wait(report, Tier.BRONZE) - wait(report, Tier.GOLD);
    }

    private static double wait(SimulationReport report, Tier tier) {
        TierResult result = report.byTier().get(tier);
        if (result == null) {
            throw new AssertionError("no " + tier);
        }
        return result.meanWait().mean();
    }

    @Test
    void theSameSeedsGiveTheSameReportAndOthersAnother() {
        SimulationPlan plan = Plans.plan(CLUB, 22, ServiceOrder.MILD, Plans.warm(1, 3));
        SimulationPlan others =
                new SimulationPlan(
                        plan.demand(),
                        plan.shift(),
                        new SimulatedTime(Duration.ZERO, Duration.ofHours(1), 3, 77));
        assertThat(Plans.run(plan)).isEqualTo(Plans.run(plan));
        assertThat(Plans.run(plan).all()).isNotEqualTo(Plans.run(others).all());
    }

    @Test
    void progressIsOneForEachSeed() {
        List<Integer> seen = new ArrayList<>();
        new Simulator(seen::add).run(Plans.plan(HOUSE, 24, ServiceOrder.FIFO, Plans.hours(1, 5)));
        assertThat(seen).containsExactly(1, 2, 3, 4, 5);
    }

    /** Nobody is answered while the phone rings, and the agent is another's for no moment of it. */
    @Test
    void ringingIsWaiting() {
        ShiftPlan rung =
                new ShiftPlan(
                        40,
                        Map.of(),
                        Duration.ofDays(1),
                        Duration.ofSeconds(6),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(5));
        SimulationReport report = Plans.run(new SimulationPlan(HOUSE, rung, Plans.hours(1, 3)));
        assertThat(report.all().pWait().mean()).isZero();
        assertThat(report.all().asa().mean()).isCloseTo(6, within(1e-6));
        assertThat(report.occupancy().mean()).isLessThan(0.6);
    }

    @Test
    void whoIsRungForMayHangUp() {
        ShiftPlan slow =
                new ShiftPlan(
                        40,
                        Map.of(),
                        Duration.ofDays(1),
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(5));
        SimulationReport report =
                Plans.run(new SimulationPlan(Plans.impatient(HOUSE, 60), slow, Plans.hours(20, 4)));
        assertThat(report.all().abandoned().mean()).isCloseTo(1 - Math.exp(-1), within(0.03));
        double shortOnes = 1 - Math.exp(-5.0 / 60);
        assertThat(report.all().withoutShortAbandons().mean()).isZero();
        assertThat(report.all().abandonsInTimeCount().mean())
                .isCloseTo(1 - Math.exp(-20.0 / 60), within(0.03))
                .isGreaterThan(shortOnes);
    }

    @Test
    void talksMayAllTakeAsLongOrVaryMore() {
        var fixed = new HandlingTime.Fixed(Duration.ofMinutes(5));
        var wide = new HandlingTime.LogNormal(Duration.ofMinutes(5), 2);
        SimulationReport same = Plans.run(of(fixed));
        SimulationReport spread = Plans.run(of(wide));
        // the work is the same, what varies more waits longer (Pollaczek and Khinchine)
        assertThat(same.occupancy().mean()).isCloseTo(20.0 / 24, within(0.03));
        assertThat(spread.occupancy().mean()).isCloseTo(20.0 / 24, within(0.06));
        assertThat(same.all().asa().mean())
                .isLessThan(new ErlangC(same.plan().load()).asa())
                .isLessThan(spread.all().asa().mean());
    }

    private static SimulationPlan of(HandlingTime handling) {
        return Plans.plan(
                new Demand(240, handling, Optional.empty(), Plans.ONE),
                24,
                ServiceOrder.FIFO,
                Plans.warm(10, 10));
    }

    @Test
    void whoCannotBeServedForAnHourIsStillCounted() {
        SimulationReport report =
                Plans.run(Plans.plan(HOUSE, 1, ServiceOrder.FIFO, Plans.hours(1, 2)));
        assertThat(report.all().offered()).isGreaterThan(400);
        assertThat(report.all().refused()).isZero();
        assertThat(report.all().asa().mean()).isGreaterThan(3600);
    }

    @Test
    void whoWaitsADayIsRefused() {
        SimulationReport report =
                Plans.run(Plans.plan(HOUSE, 1, ServiceOrder.FIFO, Plans.hours(3, 2)));
        assertThat(report.all().refused()).isGreaterThan(100);
        double answered = 1.0 - (double) report.all().refused() / report.all().offered();
        assertThat(report.all().ofOffered().mean()).isLessThan(answered);
    }

    @Test
    void leastNumberOfAgentsIsFoundFromBelowAndFromAbove() {
        Simulator simulator = new Simulator(_ -> {});
        SimulationPlan plan = Plans.plan(HOUSE, 1, ServiceOrder.FIFO, Plans.warm(4, 8));
        for (int percent : IntStream.of(80, 95).toArray()) {
            double share = percent / 100.0;
            int agents =
                    new Staffing(share)
                            .least(plan, simulator)
                            .orElseThrow()
                            .plan()
                            .shift()
                            .agents();
            assertThat(level(plan.with(agents))).isGreaterThanOrEqualTo(share);
            assertThat(level(plan.with(agents - 1))).isLessThan(share);
        }
        assertThat(new Staffing(0.8).byFormula(plan)).isEqualTo(25);
    }

    private static double level(SimulationPlan plan) {
        return Plans.run(plan).all().withoutShortAbandons().mean();
    }

    @Test
    void whatCannotBeSimulatedIsRefused() {
        assertThatThrownBy(() -> Plans.plan(HOUSE, 0, ServiceOrder.FIFO, Plans.hours(1, 2)))
                .hasMessageContaining("agents is 0; expected 1 to 2000");
        assertThatThrownBy(() -> Plans.plan(HOUSE, 1, ServiceOrder.FIFO, Plans.hours(10_000, 2)))
                .hasMessageContaining("2400000 calls a seed are too many");
        assertThatThrownBy(() -> Plans.plan(HOUSE, 1, ServiceOrder.MILD, Plans.hours(1, 2)))
                .hasMessageContaining("gold and silver");
        assertThatThrownBy(() -> Plans.demand(240, 300, List.of(new TierShare(Tier.GOLD, 0.4))))
                .hasMessageContaining("add up to 40");
        assertThatThrownBy(() -> new TierShare(Tier.GOLD, 1.2)).hasMessageContaining("gold");
        assertThatThrownBy(() -> new Staffing(1)).hasMessageContaining("below 100 %");
    }
}
