package zarang.routing.agent;

import zarang.call.AgentId;

/** One agent as it is now. Its state changes through {@link Roster#become} alone. */
public final class Agent {
    private AgentSettings settings;
    private boolean registered;
    private boolean leaving;
    private int misses;
    AgentState state = new AgentState.LoggedOut();

    Agent(AgentSettings settings) {
        this.settings = settings;
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
