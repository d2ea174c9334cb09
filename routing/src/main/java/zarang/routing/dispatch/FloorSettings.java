package zarang.routing.dispatch;

import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import zarang.call.AgentId;
import zarang.call.QueueName;
import zarang.routing.agent.AgentSettings;
import zarang.routing.agent.PauseReason;
import zarang.routing.agent.RestSettings;
import zarang.routing.queue.QueueSettings;
import zarang.routing.queue.TierOffsets;

/**
 * The whole floor as configured. Refused with {@code IllegalArgumentException}: two queues or
 * agents of one name, an agent for a queue that does not exist, an overflow to such a queue or in a
 * circle.
 *
 * @param talkMax a talk that lasts longer was forgotten by its call, and its agent is taken back;
 *     longer than a call may last
 * @param pauseReasons why agents may pause
 */
public record FloorSettings(
        List<QueueSettings> queues,
        List<AgentSettings> agents,
        TierOffsets offsets,
        RestSettings rest,
        Duration talkMax,
        List<PauseReason> pauseReasons) {
    /** Longer than the longest call that can be configured. */
    private static final Duration TALK_MAX = Duration.ofHours(25);

    public FloorSettings(
            List<QueueSettings> queues,
            List<AgentSettings> agents,
            TierOffsets offsets,
            RestSettings rest) {
        this(queues, agents, offsets, rest, TALK_MAX, PauseReason.DEFAULTS);
    }

    public FloorSettings {
        queues = List.copyOf(queues);
        agents = List.copyOf(agents);
        pauseReasons = List.copyOf(pauseReasons);
        Map<QueueName, QueueSettings> byName = new LinkedHashMap<>();
        for (QueueSettings queue : queues) {
            if (byName.put(queue.name(), queue) != null) {
                throw new IllegalArgumentException("queue " + queue.name() + " is there twice");
            }
        }
        queues.forEach(queue -> requireEnd(queue, byName));
        Map<AgentId, AgentSettings> byId = new LinkedHashMap<>();
        for (AgentSettings agent : agents) {
            if (byId.put(agent.id(), agent) != null) {
                throw new IllegalArgumentException("agent " + agent.id() + " is there twice");
            }
            for (QueueName queue : agent.queues()) {
                if (!byName.containsKey(queue)) {
                    throw new IllegalArgumentException(
                            "agent "
                                    + agent.id()
                                    + ": queues: there is no queue '"
                                    + queue
                                    + "'; known: "
                                    + Collections.unmodifiableSet(byName.keySet()));
                }
            }
        }
    }

    /** The agents of a team. */
    public Set<AgentId> team(String name) {
        return agents.stream()
                .filter(agent -> agent.team().filter(name::equals).isPresent())
                .map(AgentSettings::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The queue of that name. */
    public Optional<QueueSettings> queue(QueueName name) {
        return queues.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** Callers whom a queue sends away come to an end. */
    private static void requireEnd(QueueSettings queue, Map<QueueName, QueueSettings> byName) {
        Set<QueueName> passed = new HashSet<>();
        QueueSettings next = queue;
        while (next != null && next.intake().overflowTo().isPresent()) {
            QueueName to = next.intake().overflowTo().get();
            if (!byName.containsKey(to)) {
                throw new IllegalArgumentException(
                        "queue " + next.name() + ": overflow-to: there is no queue '" + to + "'");
            }
            if (!passed.add(next.name())) {
                throw new IllegalArgumentException(
                        "queue " + queue.name() + ": overflow-to: leads in a circle: " + passed);
            }
            next = byName.get(to);
        }
    }
}
