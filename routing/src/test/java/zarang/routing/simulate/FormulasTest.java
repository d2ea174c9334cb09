package zarang.routing.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Erlang C, Erlang A and Cobham, against values from elsewhere. */
class FormulasTest {
    private static final Offset<Double> SIX_PLACES = within(5.1e-7);
    private static final Duration TARGET = Duration.ofSeconds(20);

    private static OfferedLoad load(double callsPerHour, long ahtS, int agents) {
        return new OfferedLoad(callsPerHour, Duration.ofSeconds(ahtS), agents);
    }

    @ParameterizedTest(name = "{0} calls an hour of {1} s, {2} agents")
    @CsvSource({
        "100, 180, 8, 0.167267, 0.880148, 10.036",
        "240, 300, 24, 0.298072, 0.771698, 22.355",
        "600, 300, 55, 0.384547, 0.724460, 23.073"
    })
    void erlangCSaysWhatTheTablesSay(
            double calls, long aht, int agents, double pWait, double level, double asa) {
        ErlangC erlang = new ErlangC(load(calls, aht, agents));
        assertThat(erlang.pWait()).isCloseTo(pWait, SIX_PLACES);
        assertThat(erlang.serviceLevel(TARGET)).isCloseTo(level, SIX_PLACES);
        assertThat(erlang.asa()).isCloseTo(asa, within(5.1e-4));
    }

    @Test
    void erlangASaysWhatTheTablesSay() {
        ErlangA erlang = new ErlangA(load(240, 300, 20), Duration.ofMinutes(3));
        assertThat(erlang.pWait()).isCloseTo(0.470706, SIX_PLACES);
        assertThat(erlang.abandoned()).isCloseTo(0.099988, SIX_PLACES);
        assertThat(erlang.meanWait()).isCloseTo(17.998, within(5.1e-4));
    }

    /**
     * The states of the queue by recursion, which needs no integral: n agents, who waits leaves.
     */
    @ParameterizedTest(name = "{0} calls an hour of {1} s, {2} agents, patience {3} s")
    @CsvSource({
        "240, 300, 20, 180",
        "240, 300, 15, 600",
        "240, 300, 40, 60",
        "9000, 240, 590, 120",
        "9000, 240, 650, 30",
        "100, 180, 1, 3600"
    })
    void erlangAAgreesWithTheStatesOfTheQueue(double calls, long aht, int agents, long patienceS) {
        double arrivals = calls / 3600;
        double most = 0;
        double[] logs = new double[agents + 20_000];
        for (int state = 1; state < logs.length; state++) {
            double leaving =
                    (double) Math.min(state, agents) / aht
                            + (double) Math.max(0, state - agents) / patienceS;
            logs[state] = logs[state - 1] + Math.log(arrivals / leaving);
            most = Math.max(most, logs[state]);
        }
        double all = 0;
        double full = 0;
        double waiting = 0;
        for (int state = 0; state < logs.length; state++) {
            double weight = Math.exp(logs[state] - most);
            all += weight;
            full += state >= agents ? weight : 0;
            waiting += weight * Math.max(0, state - agents);
        }
        ErlangA erlang = new ErlangA(load(calls, aht, agents), Duration.ofSeconds(patienceS));
        assertThat(erlang.pWait()).isCloseTo(full / all, within(1e-7));
        assertThat(erlang.meanWait()).isCloseTo(waiting / all / arrivals, within(1e-4));
        assertThat(erlang.abandoned())
                .isCloseTo(waiting / all / patienceS / arrivals, within(1e-7));
        assertThat(erlang.occupancy())
                .isCloseTo(
                        load(calls, aht, agents).perAgent() * (1 - erlang.abandoned()), SIX_PLACES);
    }

    @Test
    void erlangAWithEndlessPatienceIsErlangC() {
        OfferedLoad load = load(240, 300, 24);
        ErlangA patient = new ErlangA(load, Duration.ofDays(10_000));
        ErlangC erlang = new ErlangC(load);
        assertThat(patient.pWait()).isCloseTo(erlang.pWait(), within(1e-4));
        assertThat(patient.asa()).isCloseTo(erlang.asa(), within(0.02));
        assertThat(patient.serviceLevel(TARGET))
                .isCloseTo(erlang.serviceLevel(TARGET), within(1e-4));
    }

    @Test
    void thousandsOfAgentsAreNoTrouble() {
        ErlangC many = new ErlangC(load(20_000, 300, 1_700));
        assertThat(many.pWait()).isBetween(0.1, 0.5);
        assertThat(new ErlangC(load(10, 300, 2_000)).pWait()).isZero();
        ErlangA overrun = new ErlangA(load(40_000, 300, 1_700), Duration.ofMinutes(30));
        assertThat(overrun.pWait()).isCloseTo(1, within(1e-9));
        assertThat(overrun.abandoned()).isCloseTo(1 - 1_700 / (40_000 / 12.0), within(1e-6));
        assertThat(new ErlangA(load(10, 300, 2_000), Duration.ofMinutes(3)).pWait()).isZero();
    }

    @Test
    void moreWorkThanAgentsHasNoSteadyStateUnlessCallersHangUp() {
        ErlangC overrun = new ErlangC(load(240, 300, 20));
        assertThat(overrun.isSteady()).isFalse();
        assertThat(overrun.pWait()).isEqualTo(1);
        assertThat(overrun.asa()).isInfinite();
        assertThat(overrun.serviceLevel(TARGET)).isZero();
    }

    @Test
    void cobhamWithOneClassIsErlangC() {
        OfferedLoad load = load(240, 300, 24);
        assertThat(new Cobham(load, List.of(1.0)).wait(0))
                .isCloseTo(new ErlangC(load).asa(), within(1e-9));
    }

    /** By hand: one agent, half a call a service time each; W0 = ρ·AHT = 0.8 · 100. */
    @Test
    void cobhamForOneAgentIsAsByHand() {
        Cobham cobham = new Cobham(load(28.8, 100, 1), List.of(0.5, 0.5));
        assertThat(cobham.wait(0)).isCloseTo(80 / 0.6, within(1e-9));
        assertThat(cobham.wait(1)).isCloseTo(80 / (0.6 * 0.2), within(1e-9));
    }

    @Test
    void prioritiesTakeFromOneWhatTheyGiveToAnother() {
        OfferedLoad load = load(240, 300, 24);
        Cobham cobham = new Cobham(load, List.of(0.2, 0.3, 0.5));
        double mean = 0.2 * cobham.wait(0) + 0.3 * cobham.wait(1) + 0.5 * cobham.wait(2);
        assertThat(mean).isCloseTo(new ErlangC(load).asa(), within(1e-9));
    }

    @Test
    void studentsTIsAsInTheTables() {
        double[] table = {12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228};
        for (int freedom = 1; freedom <= table.length; freedom++) {
            assertThat(Interval.student(freedom)).isCloseTo(table[freedom - 1], within(0.006));
        }
        assertThat(Interval.student(29)).isCloseTo(2.045, within(0.0005));
        assertThat(Interval.of(new double[] {1, 2, 3, Double.NaN}).mean()).isEqualTo(2);
        assertThat(Interval.of(new double[] {1, 2, 3}).margin())
                .isCloseTo(4.3027 / Math.sqrt(3), within(0.001));
    }

    @Test
    void nothingIsOfferedWithoutCallsOrAgents() {
        assertThatThrownBy(() -> load(0, 300, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> load(1, 300, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
