package zarang.routing.simulate;

import java.time.Duration;

/**
 * How much work comes in for how many agents.
 *
 * @param callsPerHour above 0
 * @param aht average handling time: talk and wrap-up; above 0
 * @param agents at work; 1 at least
 */
public record OfferedLoad(double callsPerHour, Duration aht, int agents) {
    private static final double SECONDS_PER_HOUR = 3600;
    private static final double NANOS_PER_SECOND = 1e9;

    public OfferedLoad {
        if (!(callsPerHour > 0) || aht.isNegative() || aht.isZero() || agents < 1) {
            throw new IllegalArgumentException(
                    "calls an hour, handling time and agents must be above 0");
        }
    }

    /** Offered work in erlang: calls a second × handling time, {@code a = λ ÷ μ}. */
    public double erlangs() {
        return callsPerSecond() * ahtSeconds();
    }

    /** Share of the agents' time that the work takes, {@code ρ = a ÷ agents}; may be above 1. */
    public double perAgent() {
        return erlangs() / agents;
    }

    /** The same with other agents. */
    public OfferedLoad with(int others) {
        return new OfferedLoad(callsPerHour, aht, others);
    }

    double callsPerSecond() {
        return callsPerHour / SECONDS_PER_HOUR;
    }

    double ahtSeconds() {
        return seconds(aht);
    }

    static double seconds(Duration time) {
        return time.toNanos() / NANOS_PER_SECOND;
    }
}
