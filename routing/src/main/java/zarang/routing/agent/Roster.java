package zarang.routing.agent;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import zarang.call.AgentId;
import zarang.call.QueueName;
import zarang.routing.agent.AgentState.Available;

/** All agents, and for each queue who is idle and who is at work. Changes cost O(log n). */
public final class Roster {
    private record Idle(Instant since, AgentId agent) {}

    private static final Comparator<Idle> LONGEST_IDLE =
            Comparator.comparing(Idle::since).thenComparing(idle -> idle.agent().value());

    private final Map<AgentId, Agent> agents = new LinkedHashMap<>();
    private final Map<QueueName, NavigableMap<Idle, Agent>> idle = new HashMap<>();
    private final Map<QueueName, Set<AgentId>> atWork = new HashMap<>();

    /** All agents logged out, but those with a fixed contact, who are free from {@code now}. */
    public Roster(Collection<AgentSettings> settings, Instant now) {
        for (AgentSettings each : settings) {
            Agent agent = new Agent(each);
            agents.put(agent.id(), agent);
            for (QueueName queue : each.queues()) {
                idle.computeIfAbsent(queue, q -> new TreeMap<>(LONGEST_IDLE));
                atWork.computeIfAbsent(queue, q -> new HashSet<>());
            }
            if (agent.isReachable()) {
                become(agent, new Available(now));
            }
        }
    }

    public Optional<Agent> find(AgentId id) {
        return Optional.ofNullable(agents.get(id));
    }

    /**
     * An agent who is known to exist.
     *
     * @throws IllegalStateException there is no such agent
     */
    public Agent get(AgentId id) {
        return find(id).orElseThrow(() -> new IllegalStateException("no agent " + id));
    }

    public Collection<Agent> agents() {
        return Collections.unmodifiableCollection(agents.values());
    }

    /** The idle agents of the queue, longest idle first; a view. */
    public Collection<Agent> idle(QueueName queue) {
        NavigableMap<Idle, Agent> free = idle.get(queue);
        return free == null ? List.of() : Collections.unmodifiableCollection(free.values());
    }

    /** Agents of the queue who are at work. */
    public int atWork(QueueName queue) {
        Set<AgentId> working = atWork.get(queue);
        return working == null ? 0 : working.size();
    }

    /** Whether any agent is set to serve the queue, at work or not. */
    public boolean isServed(QueueName queue) {
        return idle.containsKey(queue);
    }

    /** The one way to change an agent's state. */
    public void become(Agent agent, AgentState next) {
        AgentState last = agent.state;
        agent.state = next;
        for (QueueName queue : agent.settings().queues()) {
            if (last instanceof Available free) {
                of(idle, queue).remove(new Idle(free.since(), agent.id()));
            }
            if (next instanceof Available free) {
                of(idle, queue).put(new Idle(free.since(), agent.id()), agent);
            }
            if (next.atWork()) {
                of(atWork, queue).add(agent.id());
            } else {
                of(atWork, queue).remove(agent.id());
            }
        }
    }

    private static <V> V of(Map<QueueName, V> map, QueueName queue) {
        V value = map.get(queue);
        if (value == null) {
            throw new IllegalStateException("no agent serves " + queue);
        }
        return value;
    }
}
