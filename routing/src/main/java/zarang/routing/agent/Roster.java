package zarang.routing.agent;

import java.time.Instant;
import java.util.ArrayList;
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
import org.jspecify.annotations.Nullable;
import zarang.call.AgentId;
import zarang.call.QueueName;
import zarang.routing.agent.AgentState.Available;

/** All agents, and for each queue who is idle and who is at work. Changes cost O(log n). */
public final class Roster {
    private record Idle(double rank, Instant since, AgentId agent) {}

    private static final Comparator<Idle> BY_RANK =
            Comparator.comparingDouble(Idle::rank)
                    .thenComparing(Idle::since)
                    .thenComparing(idle -> idle.agent().value());

    private final IdleRank rank;
    private final Map<AgentId, Agent> agents = new LinkedHashMap<>();

    /** Of each agent who is idle, where it stands in each of its queues. */
    private final Map<AgentId, Map<QueueName, Idle>> standing = new HashMap<>();

    private final Map<QueueName, NavigableMap<Idle, Agent>> idle = new HashMap<>();

    /**
     * Who became idle last. It is put among the others as soon as somebody looks for one who is
     * idle: most are offered a caller before that, and were put there and taken out for nothing.
     */
    private @Nullable Newcomer newcomer;

    /**
     * One who became idle.
     *
     * @param places in each of its queues
     */
    private record Newcomer(Agent agent, List<Idle> places) {}

    private final Map<QueueName, Set<AgentId>> atWork = new HashMap<>();
    private final Map<QueueName, Integer> serving = new HashMap<>();

    /**
     * All agents logged out, but those with a fixed contact, who are free from {@code now}.
     *
     * @param rank asked whenever an agent becomes idle
     */
    public Roster(Collection<AgentSettings> settings, IdleRank rank, Instant now) {
        this.rank = rank;
        settings.forEach(each -> add(each, now));
    }

    /** One more agent: logged out, or free from {@code now} if its contact is fixed. */
    public Agent add(AgentSettings settings, Instant now) {
        Agent agent = new Agent(settings, now);
        agents.put(agent.id(), agent);
        serve(agent, now);
        if (agent.isReachable()) {
            become(agent, new Available(now), now);
        }
        return agent;
    }

    /** The agent is no more. It is neither idle nor at work. */
    public void remove(Agent agent) {
        agents.remove(agent.id());
        serveNoMore(agent);
    }

    /** Sets an agent otherwise; its state and its place among the idle stay. */
    public void change(Agent agent, AgentSettings settings, Instant now) {
        serveNoMore(agent);
        agent.set(settings);
        serve(agent, now);
    }

    private void serve(Agent agent, Instant now) {
        for (QueueName queue : agent.settings().queues()) {
            serving.merge(queue, 1, Integer::sum);
            idle.computeIfAbsent(queue, q -> new TreeMap<>(BY_RANK));
            atWork.computeIfAbsent(queue, q -> new HashSet<>());
            if (agent.state.atWork()) {
                of(atWork, queue).add(agent.id());
            }
        }
        if (agent.state instanceof Available free) {
            stand(agent, free, now);
        }
    }

    /** Where it stands is worked out now, also if it is put there later. */
    private void stand(Agent agent, Available free, Instant now) {
        settle();
        List<QueueName> queues = agent.settings().queues();
        List<Idle> places = new ArrayList<>(queues.size());
        for (QueueName queue : queues) {
            places.add(new Idle(rank.of(agent, queue, now), free.since(), agent.id()));
        }
        newcomer = new Newcomer(agent, places);
    }

    private void settle() {
        Newcomer last = newcomer;
        if (last == null) {
            return;
        }
        newcomer = null;
        Agent agent = last.agent();
        List<QueueName> queues = agent.settings().queues();
        Map<QueueName, Idle> places = new HashMap<>();
        for (int i = 0; i < queues.size(); i++) {
            Idle place = last.places().get(i);
            places.put(queues.get(i), place);
            of(idle, queues.get(i)).put(place, agent);
        }
        standing.put(agent.id(), places);
    }

    private void standNoMore(Agent agent) {
        if (newcomer != null && newcomer.agent() == agent) {
            newcomer = null;
            return;
        }
        Map<QueueName, Idle> places = standing.remove(agent.id());
        if (places != null) {
            places.forEach((queue, place) -> of(idle, queue).remove(place));
        }
    }

    private void serveNoMore(Agent agent) {
        standNoMore(agent);
        for (QueueName queue : agent.settings().queues()) {
            of(atWork, queue).remove(agent.id());
            if (serving.merge(queue, -1, Integer::sum) == 0) {
                serving.remove(queue);
                idle.remove(queue);
                atWork.remove(queue);
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

    /** The idle agents of the queue, in the order of its strategy; a view. */
    public Collection<Agent> idle(QueueName queue) {
        settle();
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
        return serving.containsKey(queue);
    }

    /** The one way to change an agent's state. */
    public void become(Agent agent, AgentState next, Instant now) {
        standNoMore(agent);
        agent.work.changed(agent.state, next, now);
        if (next.atWork() != agent.state.atWork()) {
            countAtWork(agent, next.atWork());
        }
        agent.state = next;
        agent.since = now;
        if (next instanceof Available free) {
            stand(agent, free, now);
        }
    }

    private void countAtWork(Agent agent, boolean isAtWork) {
        for (QueueName queue : agent.settings().queues()) {
            if (isAtWork) {
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
