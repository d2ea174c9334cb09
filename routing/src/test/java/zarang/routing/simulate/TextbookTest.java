package zarang.routing.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * In two steps that the dispatcher serves as the formulas say. It serves each caller of each seed
 * as the textbook's queue does; and that queue comes to what the formulas say, over so many calls
 * that the error of chance is a third of the 3 % that are asked for.
 */
class TextbookTest {
    private static final int SEEDS = 30;
    private static final Duration TARGET = Duration.ofSeconds(20);
    private static final Percentage THREE_PER_CENT = Percentage.withPercentage(3);

    static Stream<Arguments> plans() {
        Demand three = Plans.demand(240, 300, Plans.THREE);
        return Stream.of(
                Arguments.of(Plans.demand(100, 180, Plans.ONE), 8, ServiceOrder.FIFO, 8),
                Arguments.of(Plans.demand(240, 300, Plans.ONE), 24, ServiceOrder.FIFO, 4),
                Arguments.of(Plans.demand(600, 300, Plans.ONE), 55, ServiceOrder.FIFO, 2),
                Arguments.of(
                        Plans.impatient(Plans.demand(240, 300, Plans.ONE), 180),
                        20,
                        ServiceOrder.FIFO,
                        4),
                Arguments.of(three, 22, ServiceOrder.PRIORITY, 3),
                Arguments.of(three, 20, ServiceOrder.MILD, 3),
                Arguments.of(Plans.impatient(three, 600), 18, ServiceOrder.STRONG, 3));
    }

    @ParameterizedTest(name = "{0}, {1} agents, {2}")
    @MethodSource("plans")
    void everyCallerWaitsAsLongAsInTheTextbook(
            Demand demand, int agents, ServiceOrder order, long hours) {
        SimulationPlan plan = Plans.plan(demand, agents, order, Plans.hours(hours, SEEDS));
        for (long seed = 1; seed <= SEEDS; seed++) {
            SeedResult served = new SimulationRun(plan, seed).run();
            List<TierTally> expected = textbook(plan, seed);
            assertThat(served.all().offered()).as("calls of seed %s", seed).isGreaterThan(100);
            for (int rank = 0; rank < expected.size(); rank++) {
                assertThat(figures(served.tiers().get(rank)))
                        .as("tier %s of seed %s", rank, seed)
                        .containsExactly(figures(expected.get(rank)), within(1e-6));
            }
        }
    }

    private static double[] figures(TierTally tally) {
        return new double[] {
            tally.offered(),
            tally.refused(),
            tally.pWait(),
            tally.asa(),
            tally.meanWait(),
            tally.abandonShare(),
            tally.withoutShortAbandons(),
            tally.abandonsInTimeCount(),
            tally.p50(),
            tally.p90(),
            tally.p95(),
            tally.p99()
        };
    }

    /** The same calls through the textbook's queue. */
    private static List<TierTally> textbook(SimulationPlan plan, long seed) {
        ShiftPlan shift = plan.shift();
        List<TierTally> tallies = new ArrayList<>();
        plan.demand()
                .tiers()
                .forEach(_ ->
                        tallies.add(new TierTally(shift.serviceTarget(), shift.shortAbandon())));
        long[] offsets =
                plan.demand().names().stream()
                        .mapToLong(
                                tier -> shift.offsets().getOrDefault(tier, Duration.ZERO).toNanos())
                        .toArray();
        TextbookQueue queue =
                new TextbookQueue(
                        shift.agents(),
                        offsets,
                        (rank, wait, answered) -> count(tallies.get(rank), wait, answered));
        CallStream stream = new CallStream(plan, seed, Instant.EPOCH);
        Instant end = Instant.EPOCH.plus(plan.time().measured());
        SimulatedCall call = stream.next();
        while (call.arrivedAt.isBefore(end)) {
            long at = Duration.between(Instant.EPOCH, call.arrivedAt).toNanos();
            queue.arrives(at, call.handling, call.patience, call.rank);
            call = stream.next();
        }
        queue.close();
        tallies.forEach(TierTally::close);
        return tallies;
    }

    private static void count(TierTally tally, long wait, boolean answered) {
        tally.offered(wait == 0);
        if (answered) {
            tally.answered(wait / 1e9);
        } else {
            tally.abandoned(wait / 1e9);
        }
    }

    @ParameterizedTest(name = "{0} calls an hour of {1} s, {2} agents")
    @CsvSource({"100, 180, 8, 70000", "240, 300, 24, 300000", "600, 300, 55, 400000"})
    void theTextbookComesToErlangC(double calls, long ahtS, int agents, int each) {
        OfferedLoad load = new OfferedLoad(calls, Duration.ofSeconds(ahtS), agents);
        ManyCalls many = ManyCalls.run(load, Long.MAX_VALUE, Plans.ONE, ServiceOrder.FIFO, each);
        ErlangC erlang = new ErlangC(load);
        assertThat(many.pWait()).isCloseTo(erlang.pWait(), THREE_PER_CENT);
        assertThat(many.inTime()).isCloseTo(erlang.serviceLevel(TARGET), THREE_PER_CENT);
        assertThat(many.meanWait()).isCloseTo(erlang.asa(), THREE_PER_CENT);
    }

    @Test
    void theTextbookComesToErlangAWhereCallersHangUp() {
        OfferedLoad load = new OfferedLoad(240, Duration.ofMinutes(5), 20);
        ErlangA erlang = new ErlangA(load, Duration.ofMinutes(3));
        ManyCalls many =
                ManyCalls.run(load, 180_000_000_000L, Plans.ONE, ServiceOrder.FIFO, 60_000);
        assertThat(many.pWait()).isCloseTo(erlang.pWait(), THREE_PER_CENT);
        assertThat(many.abandoned()).isCloseTo(erlang.abandoned(), THREE_PER_CENT);
        assertThat(many.meanWait()).isCloseTo(erlang.meanWait(), THREE_PER_CENT);
        assertThat(many.inTime()).isCloseTo(erlang.serviceLevel(TARGET), THREE_PER_CENT);
        assertThat(many.asa()).isCloseTo(erlang.asa(), THREE_PER_CENT);
    }

    @Test
    void theTextbookComesToCobhamWithPriorities() {
        OfferedLoad load = new OfferedLoad(120, Duration.ofMinutes(3), 8);
        Cobham cobham = new Cobham(load, List.of(0.2, 0.3, 0.5));
        ManyCalls many =
                ManyCalls.run(load, Long.MAX_VALUE, Plans.THREE, ServiceOrder.PRIORITY, 100_000);
        for (int rank = 0; rank < Plans.THREE.size(); rank++) {
            assertThat(many.meanWait(rank))
                    .as("rank %s", rank)
                    .isCloseTo(cobham.wait(rank), THREE_PER_CENT);
        }
    }

    /** Who goes first changes who waits, not how long callers wait in the mean. */
    @ParameterizedTest
    @EnumSource(names = {"MILD", "STRONG"})
    void offsetsLeaveTheMeanWaitOfAllAsItIs(ServiceOrder order) {
        OfferedLoad load = new OfferedLoad(120, Duration.ofMinutes(3), 8);
        ManyCalls many = ManyCalls.run(load, Long.MAX_VALUE, Plans.THREE, order, 100_000);
        assertThat(many.meanWait()).isCloseTo(new ErlangC(load).asa(), THREE_PER_CENT);
    }
}
