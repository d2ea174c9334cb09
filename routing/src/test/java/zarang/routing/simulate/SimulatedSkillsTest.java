package zarang.routing.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zarang.routing.queue.Strategy;

/** What callers ask for and agents know, simulated; held against the formulas where they apply. */
class SimulatedSkillsTest {
    private static final SkillSet SALES = SkillSet.parse("sales");
    private static final SkillSet BILLING = SkillSet.parse("billing");
    private static final SkillSet BOTH = SkillSet.parse("sales+billing");
    private static final Demand HOUSE = Plans.demand(240, 300, Plans.ONE);

    private static SkillPlan skills(List<SkillShare> callers, SkillShare... agents) {
        return new SkillPlan(callers, List.of(agents), List.of());
    }

    private static final List<SkillShare> HALF =
            List.of(new SkillShare(SALES, 0.5), new SkillShare(BILLING, 0.5));

    private static SimulationPlan plan(
            int agents, SkillPlan skills, Strategy strategy, SimulatedTime time) {
        return new SimulationPlan(
                HOUSE, Plans.shift(agents, ServiceOrder.FIFO, Plans.ONE), time, skills, strategy);
    }

    private static SimulationReport run(int agents, SkillPlan skills, SimulatedTime time) {
        return Plans.run(plan(agents, skills, Strategy.LONGEST_IDLE, time));
    }

    private static <T> T of(Map<SkillSet, T> all, SkillSet skills) {
        return Objects.requireNonNull(all.get(skills), skills.toString());
    }

    /**
     * The same callers, caller by caller; so it comes to Erlang C as a line without skills does.
     */
    @Test
    void whereEverybodyKnowsEverythingSkillsChangeNothing() {
        SimulatedTime time = Plans.warm(10, 30);
        SimulationReport pooled = run(24, skills(HALF, new SkillShare(BOTH, 1)), time);
        SimulationReport plain = run(24, SkillPlan.NONE, time);
        assertThat(pooled.all()).isEqualTo(plain.all());
        assertThat(pooled.occupancy()).isEqualTo(plain.occupancy());
        ErlangC erlang = new ErlangC(pooled.plan().load());
        expect(pooled.all().pWait(), erlang.pWait());
        expect(pooled.all().asa(), erlang.asa());
        expect(of(pooled.bySkill(), SALES).asa(), erlang.asa());
        expect(of(pooled.bySkill(), BILLING).pWait(), erlang.pWait());
    }

    /** A Poisson stream of which every second call goes elsewhere by chance is two such streams. */
    @Test
    void agentsOfOneSkillAreAHouseOfTheirOwnAndErlangCsToo() {
        SimulationReport apart =
                run(
                        26,
                        skills(HALF, new SkillShare(SALES, 0.5), new SkillShare(BILLING, 0.5)),
                        Plans.warm(20, 30));
        ErlangC half = new ErlangC(new OfferedLoad(120, Duration.ofMinutes(5), 13));
        for (SkillSet each : List.of(SALES, BILLING)) {
            expect(of(apart.bySkill(), each).pWait(), half.pWait());
            expect(of(apart.bySkill(), each).asa(), half.asa());
            expect(of(apart.busy().bySkill(), each), 10.0 / 13);
        }
        double pooled = new ErlangC(apart.plan().load()).asa();
        assertThat(apart.all().asa().mean()).isGreaterThan(2 * pooled);
    }

    private static void expect(Interval figure, double formula) {
        assertThat(figure.mean())
                .isCloseTo(formula, within(Math.max(0.03 * formula, 1.5 * figure.margin())));
    }

    @Test
    void everyCallerWaitsAsLongAsInALineThatIsWrittenDown() {
        SkillPlan some =
                skills(
                        List.of(
                                new SkillShare(SALES, 0.5),
                                new SkillShare(BILLING, 0.3),
                                new SkillShare(SkillSet.NONE, 0.2)),
                        new SkillShare(SALES, 0.4),
                        new SkillShare(BILLING, 0.3),
                        new SkillShare(BOTH, 0.2),
                        new SkillShare(SkillSet.NONE, 0.1));
        SimulationPlan plan = plan(22, some, Strategy.LONGEST_IDLE, Plans.hours(3, 10));
        for (long seed = 1; seed <= 10; seed++) {
            SeedResult served = new SimulationRun(plan, seed).run();
            List<TierTally> expected = writtenDown(plan, seed);
            for (int kind = 0; kind < expected.size(); kind++) {
                TierTally is = served.skills().get(kind);
                TierTally was = expected.get(kind);
                assertThat(new double[] {is.offered(), is.pWait(), is.asa(), is.p50(), is.p99()})
                        .as("kind %s of seed %s", kind, seed)
                        .containsExactly(
                                new double[] {
                                    was.offered(), was.pWait(), was.asa(), was.p50(), was.p99()
                                },
                                within(1e-6));
            }
        }
    }

    private static List<TierTally> writtenDown(SimulationPlan plan, long seed) {
        List<TierTally> tallies = new ArrayList<>();
        plan.skills()
                .callers()
                .forEach(_ ->
                        tallies.add(new TierTally(Duration.ofSeconds(20), Duration.ofSeconds(5))));
        TextbookSkills line =
                new TextbookSkills(
                        plan.skills(),
                        plan.shift().agents(),
                        (kind, wait, _) -> {
                            tallies.get(kind).offered(wait == 0);
                            tallies.get(kind).answered(wait / 1e9);
                        });
        CallStream stream = new CallStream(plan, seed, Instant.EPOCH);
        Instant end = Instant.EPOCH.plus(plan.time().measured());
        SimulatedCall call = stream.next();
        while (call.arrivedAt.isBefore(end)) {
            line.arrives(
                    Duration.between(Instant.EPOCH, call.arrivedAt).toNanos(),
                    call.handling,
                    call.kind);
            call = stream.next();
        }
        line.close();
        tallies.forEach(TierTally::close);
        return tallies;
    }

    /** Who may wait for another after a minute waits for less than who may not. */
    @Test
    void whereLessIsAskedAfterAWhileNobodyWaitsMuchLonger() {
        SkillShare few = new SkillShare(SALES, 0.25);
        SkillShare many = new SkillShare(BILLING, 0.75);
        SimulatedTime time = Plans.hours(4, 10);
        SimulationReport strict = run(24, skills(HALF, few, many), time);
        SimulationReport relaxed =
                run(
                        24,
                        new SkillPlan(HALF, List.of(few, many), List.of(Duration.ofMinutes(1))),
                        time);
        assertThat(of(strict.bySkill(), SALES).p95().mean()).isGreaterThan(600);
        assertThat(of(relaxed.bySkill(), SALES).p95().mean()).isBetween(60.0, 200.0);
        assertThat(strict.plan().skills().tooMuch(strict.plan().load())).contains(List.of(SALES));
        assertThat(relaxed.plan().skills().tooMuch(relaxed.plan().load())).isEmpty();
    }

    @Test
    void bestSkillKeepsThoseFreeWhoKnowMore() {
        SkillPlan some =
                skills(
                        List.of(
                                new SkillShare(SALES, 0.7),
                                new SkillShare(SkillSet.parse("sales:3"), 0.3)),
                        new SkillShare(SALES, 0.5),
                        new SkillShare(SkillSet.parse("sales:3"), 0.5));
        SimulatedTime time = Plans.warm(5, 10);
        SimulationReport idle = Plans.run(plan(30, some, Strategy.LONGEST_IDLE, time));
        SimulationReport best = Plans.run(plan(30, some, Strategy.BEST_SKILL, time));
        SkillSet experts = SkillSet.parse("sales:3");
        // the highest level first: experts are taken by all, and missed by who needs them
        assertThat(of(best.busy().bySkill(), experts).mean())
                .isGreaterThan(of(idle.busy().bySkill(), experts).mean());
    }

    /** Waits are as they are whoever is chosen; the work is shared out otherwise. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RING_ALL")
    void whereAllKnowTheSameTheStrategySharesOutTheWorkAndNoWait(Strategy strategy) {
        SimulatedTime time = Plans.warm(3, 4);
        SimulationReport idle = Plans.run(plan(28, SkillPlan.NONE, Strategy.LONGEST_IDLE, time));
        SimulationReport other = Plans.run(plan(28, SkillPlan.NONE, strategy, time));
        assertThat(other.all()).isEqualTo(idle.all());
        BusyAgents busy = other.busy();
        if (strategy == Strategy.TOP_DOWN) {
            assertThat(busy.most().mean()).isGreaterThan(0.9);
            assertThat(busy.least().mean()).isLessThan(0.3);
        } else {
            assertThat(busy.least().mean()).isGreaterThan(0.35);
        }
    }

    @Test
    void leastNumberOfAgentsIsFoundWithTheSharesOfThoseWhoKnow() {
        SkillPlan apart = skills(HALF, new SkillShare(SALES, 0.5), new SkillShare(BILLING, 0.5));
        SimulationPlan one = plan(1, apart, Strategy.LONGEST_IDLE, Plans.warm(4, 8));
        Simulator simulator = new Simulator(_ -> {});
        int found = new Staffing(0.8).least(one, simulator).orElseThrow().plan().shift().agents();
        assertThat(found).isBetween(27, 31); // pooled: 25
    }

    @Test
    void agentsAreSharedOutSoThatAllAreThere() {
        SkillPlan thirds =
                skills(
                        HALF,
                        new SkillShare(SALES, 1.0 / 3),
                        new SkillShare(BILLING, 1.0 / 3),
                        new SkillShare(BOTH, 1.0 / 3));
        for (int agents = 1; agents < 40; agents++) {
            assertThat(thirds.heads(agents).stream().mapToInt(each -> each).sum())
                    .isEqualTo(agents);
        }
        assertThat(thirds.heads(8)).containsExactly(3, 2, 3);
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> skills(HALF, new SkillShare(SALES, 1)))
                .hasMessageContaining("no agent knows billing")
                .hasMessageContaining("wait for ever");
        assertThatThrownBy(() -> skills(HALF, new SkillShare(BOTH, 0.5)))
                .hasMessageContaining("add up to 50.0 %");
        assertThatThrownBy(() ->
                        skills(
                                HALF,
                                new SkillShare(BOTH, 0.5),
                                new SkillShare(SkillSet.parse("billing+sales"), 0.5)))
                .hasMessageContaining("named twice");
        for (String wrong : List.of("", "Sales", "sales:0", "sales:6", "sales+", "sales sales")) {
            assertThatThrownBy(() -> SkillSet.parse(wrong)).hasMessageContaining("is no skill");
        }
        assertThatThrownBy(() -> SkillSet.parse("sales+sales:2")).hasMessageContaining("twice");
        assertThatThrownBy(() -> plan(4, SkillPlan.NONE, Strategy.RING_ALL, Plans.hours(1, 2)))
                .hasMessageContaining("ring-all is not simulated");
    }
}
