package zarang.routing.simulate;

import java.time.Duration;

/**
 * One queue, first come first served, nobody hangs up: Poisson arrivals, exponential handling
 * times, steady state (M/M/n; A. K. Erlang 1917). With {@code a} erlang offered to {@code n}
 * agents, {@code a < n}:
 *
 * <pre>
 * B(0) = 1,  B(j) = a·B(j−1) ÷ (j + a·B(j−1))      Erlang B: stable for any number of agents
 * P(wait) = B(n) ÷ (1 − a÷n·(1 − B(n)))
 * ASA = P(wait)·AHT ÷ (n − a)
 * answered within t = 1 − P(wait)·e^(−(n − a)·t ÷ AHT)
 * </pre>
 *
 * <p>At {@code a ≥ n} the queue grows for ever: everybody waits, without end.
 */
public record ErlangC(OfferedLoad load) {
    /** Share of callers who find no agent free, 0 to 1. */
    public double pWait() {
        if (!isSteady()) {
            return 1;
        }
        double blocked = blocking(load.erlangs(), load.agents());
        return blocked / (1 - load.perAgent() * (1 - blocked));
    }

    /** Average speed of answer in seconds; infinite if the work is more than the agents can do. */
    public double asa() {
        return pWait() * waitOfThoseWhoWait();
    }

    /** Mean wait, in seconds, of those who wait. */
    public double waitOfThoseWhoWait() {
        return isSteady() ? 1 / clearing() : Double.POSITIVE_INFINITY;
    }

    /** Share of callers who are answered within {@code target}, 0 to 1. */
    public double serviceLevel(Duration target) {
        return isSteady() ? 1 - pWait() * Math.exp(-clearing() * OfferedLoad.seconds(target)) : 0;
    }

    /** Whether there is less work than the agents can do. */
    public boolean isSteady() {
        return load.erlangs() < load.agents();
    }

    /** How fast a full house works off those who wait, callers a second: {@code nμ − λ}. */
    private double clearing() {
        return (load.agents() - load.erlangs()) / load.ahtSeconds();
    }

    /** Erlang B: share of callers lost if nobody could wait. */
    static double blocking(double erlangs, int agents) {
        double blocked = 1;
        for (int agent = 1; agent <= agents; agent++) {
            blocked = erlangs * blocked / (agent + erlangs * blocked);
        }
        return blocked;
    }
}
