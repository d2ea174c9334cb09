package zarang.routing.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zarang.routing.simulate.WaitTrial.Errors;

/**
 * How far off the estimate of the wait is, on the production dispatcher: the figures of ADR 0070.
 */
class ExpectedWaitTest {
    private static final double WAITS_IN_VAIN_S = 300;

    @ParameterizedTest
    @CsvSource({
        "FIFO, 22, false, 0.20",
        "FIFO, 21, true, 0.33",
        "MILD, 21, false, 0.20",
        "STRONG, 22, true, 0.38",
        "STRONG, 18, false, 0.20",
    })
    void estimateIsNearerThanTheLastWaitAndNineOfTenAreAnsweredByTheTimeCalledLikely(
            ServiceOrder order, int agents, boolean impatient, double relative) {
        Demand patient = Plans.demand(240, 300, Plans.THREE);
        Demand demand = impatient ? Plans.impatient(patient, (long) WAITS_IN_VAIN_S) : patient;
        SimulationPlan plan =
                Plans.plan(
                        demand,
                        agents,
                        order,
                        agents < 20 ? Plans.hours(2, 12) : Plans.warm(10, 6));

        Errors ours = WaitTrial.of(plan, WaitTrial.pace(agents));
        Errors last = WaitTrial.of(plan, WaitTrial.last());
        Errors formula = WaitTrial.of(plan, WaitTrial.textbook(agents, Duration.ofMinutes(5)));

        String name = order + ", " + agents + " agents" + (impatient ? ", impatient" : "");
        System.out.printf(
                "%s%n  place times %s%n  last wait   %s%n  formula     %s%n",
                name, ours, last, formula);
        assertThat(ours.known()).isGreaterThan(0.96);
        assertThat(ours.medianS()).isLessThan(0.9 * last.medianS());
        assertThat(ours.relative()).isLessThan(relative);
        assertThat(ours.covered()).isBetween(0.85, 0.96);
        assertThat(ours.inBand()).isGreaterThan(0.93);
    }
}
