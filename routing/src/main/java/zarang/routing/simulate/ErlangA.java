package zarang.routing.simulate;

import java.time.Duration;
import java.util.function.DoubleUnaryOperator;

/**
 * One queue, first come first served, whose callers hang up: Poisson arrivals, exponential handling
 * times and patience, steady state (M/M/n+M; C. Palm 1957). By Mandelbaum and Zeltyn, <i>Service
 * engineering in action: the Palm/Erlang-A queue</i> (2007), with {@code θ = 1 ÷ patience}:
 *
 * <pre>
 * f(x) = λ÷θ·(1 − e^(−θx)) − nμx
 * E = 1 ÷ B(n − 1)                                 Erlang B
 * v(x) = λ·e^f(x) ÷ (E + λ·∫ e^f)                  density of the wait that a patient caller had
 * P(wait) = ∫ v        abandoned = ∫ (1 − e^(−θx))·v        mean wait = abandoned ÷ θ
 * answered within t = 1 − P(wait) + ∫[0,t] e^(−θx)·v
 * </pre>
 *
 * <p>Integrated by Simpson's rule with the largest {@code f} taken out, so that nothing overflows
 * for thousands of agents.
 *
 * @param patience mean time after which a waiting caller hangs up; above 0
 */
public record ErlangA(OfferedLoad load, Duration patience) {
    private static final int STEPS = 4000;

    /** What is left out of the integrals is smaller than e^−45 of the largest part. */
    private static final double NEGLIGIBLE = 45;

    public ErlangA {
        if (patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("patience must be above 0");
        }
    }

    /** Share of callers who find no agent free, 0 to 1. */
    public double pWait() {
        return integral(end(), x -> 1);
    }

    /** Share of callers who hang up before they are answered, 0 to 1. */
    public double abandoned() {
        return integral(end(), x -> -Math.expm1(-x / mean()));
    }

    /** Share of callers who hang up within {@code time}, 0 to 1. */
    public double abandonedWithin(Duration time) {
        double limit = OfferedLoad.seconds(time);
        return integral(end(), x -> -Math.expm1(-Math.min(x, limit) / mean()));
    }

    /** Mean wait in seconds of all callers, those included who hung up. */
    public double meanWait() {
        return abandoned() * mean();
    }

    /** Average speed of answer in seconds: mean wait of those who are answered. */
    public double asa() {
        return integral(end(), x -> x * Math.exp(-x / mean())) / (1 - abandoned());
    }

    /** Share of all callers who are answered within {@code target}, 0 to 1. */
    public double serviceLevel(Duration target) {
        double until = Math.min(OfferedLoad.seconds(target), end());
        return 1 - pWait() + integral(until, x -> Math.exp(-x / mean()));
    }

    /** Share of the agents' time in which they handle calls, 0 to 1. */
    public double occupancy() {
        return load.perAgent() * (1 - abandoned());
    }

    private double mean() {
        return OfferedLoad.seconds(patience);
    }

    private double exponent(double x) {
        return -load.callsPerSecond() * mean() * Math.expm1(-x / mean())
                - load.agents() / load.ahtSeconds() * x;
    }

    /** Where the exponent is largest; it rises first if there is more work than agents. */
    private double peak() {
        return Math.max(0, mean() * Math.log(load.perAgent()));
    }

    /** From where on the density is as good as 0. */
    private double end() {
        double end = Math.max(1, peak());
        while (exponent(end) > exponent(peak()) - NEGLIGIBLE) {
            end *= 2;
        }
        return end;
    }

    /** {@code ∫[0,until] weight·v}. */
    private double integral(double until, DoubleUnaryOperator weight) {
        double largest = exponent(peak());
        DoubleUnaryOperator density = x -> Math.exp(exponent(x) - largest);
        double rate = load.callsPerSecond();
        double idle = Math.exp(-largest) / ErlangC.blocking(load.erlangs(), load.agents() - 1);
        double all = rate * simpson(end(), density);
        return rate
                * simpson(until, x -> weight.applyAsDouble(x) * density.applyAsDouble(x))
                / (idle + all);
    }

    private static double simpson(double until, DoubleUnaryOperator f) {
        double step = until / STEPS;
        double sum = f.applyAsDouble(0) + f.applyAsDouble(until);
        for (int i = 1; i < STEPS; i++) {
            sum += (i % 2 == 1 ? 4 : 2) * f.applyAsDouble(i * step);
        }
        return sum * step / 3;
    }
}
