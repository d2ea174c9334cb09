package zarang.routing.agent;

import java.time.Instant;
import java.util.Optional;
import zarang.call.AgentId;

/** One agent as it is now. Its state changes through {@link Roster#become} alone. */
public final class Agent {
    private AgentSettings settings;
    private boolean registered;
    private boolean leaving;
    private int misses;
    private AgentWish standing = new AgentWish.Ready();
    private Optional<String> asker = Optional.empty();
    AgentState state = new AgentState.LoggedOut();
    Instant since;
    final WorkTally work;

    Agent(AgentSettings settings, Instant now) {
        this.settings = settings;
        since = now;
        work = new WorkTally(now);
    }

    /** What it has done since it logged in. */
    public WorkTally work() {
        return work;
    }

    public AgentId id() {
        return settings.id();
    }

    public AgentSettings settings() {
        return settings;
    }

    public AgentState state() {
        return state;
    }

    /** When it began with what it is doing, by the floor's clock. */
    public Instant since() {
        return since;
    }

    /** What it does as soon as it has finished what it is in: one that {@link AgentWish#stands}. */
    public AgentWish standing() {
        return standing;
    }

    public void setStanding(AgentWish wish) {
        standing = wish;
        asker = Optional.empty();
    }

    /**
     * Sets what it is to do.
     *
     * @param by who asks for it
     */
    public void setStanding(AgentWish wish, String by) {
        standing = wish;
        asker = Optional.of(by);
    }

    /** Who asked for what it begins to do now; once. */
    public Optional<String> takeAsker() {
        Optional<String> by = asker;
        asker = Optional.empty();
        return by;
    }

    /** Whether its phone can be rung; kept apart from the state, for a phone may go in mid-talk. */
    public boolean isReachable() {
        return registered || settings.contact().isPresent();
    }

    /** A fixed contact stays reachable, whatever is said. */
    public void setReachable(boolean now) {
        registered = now;
    }

    /** Whether it is no agent any more, and only finishes what it is in. */
    public boolean isLeaving() {
        return leaving;
    }

    public void setLeaving(boolean now) {
        leaving = now;
    }

    /** Through {@link Roster#change} alone. */
    void set(AgentSettings changed) {
        settings = changed;
    }

    /** One more offer in a row that nobody took; how many that makes. */
    public int missed() {
        return ++misses;
    }

    /** Somebody is at the phone. */
    public void seen() {
        misses = 0;
    }
}
