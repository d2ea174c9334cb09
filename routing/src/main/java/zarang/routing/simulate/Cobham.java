package zarang.routing.simulate;

import java.util.List;

/**
 * Strict priorities, nobody hangs up: whoever is free takes the first of the highest class, and a
 * talk is not broken off (M/M/n; A. Cobham, <i>Priority assignment in waiting line problems</i>,
 * 1954). All classes have the same exponential handling time. With {@code σ(k)} the load of classes
 * 1 to {@code k}:
 *
 * <pre>
 * wait(k) = P(wait)·AHT ÷ n ÷ ((1 − σ(k−1))·(1 − σ(k)))      P(wait) by Erlang C
 * </pre>
 *
 * @param load all classes together; less than the agents can do
 * @param shares of the calls, highest class first; they add up to 1
 */
public record Cobham(OfferedLoad load, List<Double> shares) {
    public Cobham {
        shares = List.copyOf(shares);
    }

    /**
     * Mean wait in seconds of a class, those included who do not wait.
     *
     * @param rank 0 for the highest; infinite if the work up to it is more than the agents can do
     */
    public double wait(int rank) {
        double before = 0;
        for (double share : shares.subList(0, rank)) {
            before += share * load.perAgent();
        }
        double with = before + shares.get(rank) * load.perAgent();
        return with < 1 && new ErlangC(load).isSteady()
                ? new ErlangC(load).pWait()
                        * load.ahtSeconds()
                        / load.agents()
                        / ((1 - before) * (1 - with))
                : Double.POSITIVE_INFINITY;
    }
}
