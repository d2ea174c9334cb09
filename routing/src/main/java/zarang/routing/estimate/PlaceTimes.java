package zarang.routing.estimate;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long callers lately waited for each place that they stood back, in agent-seconds: sums over
 * those who were answered, in which each new one makes all older ones count less.
 */
final class PlaceTimes {
    private static final double NANOS = 1e9;

    /** 90 % of a standard normal distribution lie below it. */
    private static final double P90 = 1.2816;

    /** Found by simulation: nine of ten are answered in time with tiers and without (ADR 0070). */
    private static final double BUNCHES = 1.2;

    private final double fading;
    private final double enough;
    private final Duration forgotten;
    private double places;
    private double agentSeconds;
    private double callers;
    private Instant last = Instant.MIN;

    /**
     * @param memory how many callers the sums stand for; 2 and more
     * @param enough below so many it is not known; at most {@code memory}
     * @param forgotten so long after the last one nothing is known
     */
    PlaceTimes(int memory, int enough, Duration forgotten) {
        this.fading = 1 - 1.0 / memory;
        this.enough = callersAfter(enough);
        this.forgotten = forgotten;
    }

    private double callersAfter(int count) {
        return (1 - Math.pow(fading, count)) / (1 - fading);
    }

    /**
     * A caller was answered.
     *
     * @param place where it stood when it came; 1 and up
     * @param agents at work meanwhile, in the mean
     */
    void add(int place, Duration waited, double agents, Instant now) {
        if (!isFresh(now)) {
            places = 0;
            agentSeconds = 0;
            callers = 0;
        }
        places = places * fading + place;
        agentSeconds = agentSeconds * fading + waited.toNanos() / NANOS * agents;
        callers = callers * fading + 1;
        last = now;
    }

    /** For whoever decides next; empty if nothing is known of now. */
    Optional<PaceSums> sums(Instant now) {
        return isFresh(now)
                ? Optional.of(
                        new PaceSums(places, agentSeconds, callers, Duration.between(last, now)))
                : Optional.empty();
    }

    /** What another learnt, unless what is known here is newer and enough. */
    void takeOver(PaceSums kept, Instant now) {
        Instant then = now.minus(kept.age());
        if (isFresh(now) && callers >= enough && !last.isBefore(then)) {
            return;
        }
        places = kept.places();
        agentSeconds = kept.agentSeconds();
        callers = kept.callers();
        last = then;
    }

    private boolean isFresh(Instant now) {
        return callers > 0 && last.plus(forgotten).isAfter(now);
    }

    /**
     * What one who stands at {@code place} may expect; empty if too few were answered lately.
     *
     * @param agents at work now; above 0
     */
    Optional<ExpectedWait> expected(int place, int agents, Instant now) {
        if (!isFresh(now) || callers < enough || places <= 0) {
            return Optional.empty();
        }
        double mean = place * agentSeconds / places / agents;
        return Optional.of(new ExpectedWait(seconds(mean), seconds(mean * spread(place))));
    }

    /**
     * The 90th percentile of a gamma distribution of mean 1 (Wilson and Hilferty 1931): as many
     * departures as there are places, each after an exponential time, whose mean is itself known
     * from so many callers only. Those who overtake come in bunches, which is why it is wider.
     */
    private double spread(int place) {
        double variance = BUNCHES * (1.0 / place + 1 / callers);
        double ninth = variance / 9;
        double root = 1 - ninth + P90 * Math.sqrt(ninth);
        return root * root * root;
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos((long) (Math.min(seconds, 1e9) * NANOS));
    }
}
