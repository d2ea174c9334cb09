package zarang.routing.estimate;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import zarang.call.Tier;
import zarang.call.fact.Subject;

/**
 * How fast a queue moves, learnt from those who were answered: the time that each waited, divided
 * by the place where it began, for each agent at work. What slows a line down or speeds it up is in
 * it without being asked for: agents who serve other queues too, phones that ring, callers who give
 * up, and callers of higher tiers who come later and go before ({@code docs/ACD.md}).
 *
 * <p>Every change costs O(1). As many callers are kept as wait. Pure; times are the floor's.
 */
public final class QueuePace {
    /** Callers whom the estimate stands for: enough to be steady, few enough to follow a day. */
    static final int MEMORY = 30;

    /** Fewer than this say nothing. */
    static final int ENOUGH = 5;

    /** What nobody was answered for so long says nothing of now. */
    static final Duration FORGOTTEN = Duration.ofHours(1);

    private record Begun(
            Tier tier, int place, int agents, Instant at, Optional<ExpectedWait> told) {}

    private final PlaceTimes all = new PlaceTimes(MEMORY, ENOUGH, FORGOTTEN);
    private final Map<Tier, PlaceTimes> byTier = new HashMap<>();
    private final Map<Subject, Begun> waiting = new HashMap<>();
    private final ErrorTally errors = new ErrorTally();

    /**
     * A caller begins to wait, or is at another place than it came to by itself.
     *
     * @param place 1 for the one to be served next
     * @param agents of the queue who are at work
     */
    public void waits(Subject caller, Tier tier, int place, int agents, Instant now) {
        waiting.put(
                caller, new Begun(tier, place, agents, now, expected(tier, place, agents, now)));
    }

    /** An agent answered; of one who did not wait nothing is learnt. */
    public void answered(Subject caller, int agents, Instant now) {
        Begun begun = waiting.remove(caller);
        if (begun == null) {
            return;
        }
        Duration waited = Duration.between(begun.at, now);
        double meanwhile = Math.max(1, (begun.agents + agents) / 2.0);
        all.add(begun.place, waited, meanwhile, now);
        of(begun.tier).add(begun.place, waited, meanwhile, now);
        begun.told.ifPresent(estimate -> errors.compare(estimate, waited));
    }

    /** The caller waits no more, or not here. */
    public void forget(Subject caller) {
        waiting.remove(caller);
    }

    /**
     * How long a caller of that tier will wait who stands at that place; empty if that cannot be
     * known: nobody is at work, or too few who waited were answered within the last hour.
     */
    public Optional<ExpectedWait> expected(Tier tier, int place, int agents, Instant now) {
        if (agents <= 0) {
            return Optional.empty();
        }
        PlaceTimes own = byTier.get(tier);
        return Optional.ofNullable(own)
                .flatMap(times -> times.expected(place, agents, now))
                .or(() -> all.expected(place, agents, now));
    }

    private PlaceTimes of(Tier tier) {
        return byTier.computeIfAbsent(tier, _ -> new PlaceTimes(MEMORY, ENOUGH, FORGOTTEN));
    }

    /** For whoever decides next; empty if nothing is known of now. */
    public Optional<LearntPace> learnt(Instant now) {
        Map<Tier, PaceSums> tiers = new HashMap<>();
        byTier.forEach((tier, times) -> times.sums(now).ifPresent(sums -> tiers.put(tier, sums)));
        return all.sums(now).map(sums -> new LearntPace(sums, tiers));
    }

    /** What another learnt who decided before; what is known here stays if it is newer. */
    public void takeOver(LearntPace kept, Instant now) {
        all.takeOver(kept.all(), now);
        kept.byTier().forEach((tier, sums) -> of(tier).takeOver(sums, now));
    }

    /** How far off the estimates were. */
    public WaitErrors errors() {
        return errors.read();
    }
}
