package zarang.routing.dispatch;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import zarang.call.AgentId;
import zarang.call.QueueName;
import zarang.routing.agent.AgentSettings;
import zarang.routing.agent.PauseReason;
import zarang.routing.agent.RestSettings;
import zarang.routing.queue.QueueSettings;
import zarang.routing.queue.TierOffsets;

/**
 * The whole floor as configured. Refused with {@code IllegalArgumentException}: two queues or
 * agents of one name, an agent for a queue that does not exist.
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
}
