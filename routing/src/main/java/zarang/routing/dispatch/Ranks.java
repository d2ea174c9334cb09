package zarang.routing.dispatch;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import zarang.call.AgentId;
import zarang.call.QueueName;
import zarang.routing.agent.Agent;
import zarang.routing.agent.AgentSettings;
import zarang.routing.agent.IdleRank;
import zarang.routing.queue.QueueSettings;
import zarang.routing.queue.Strategy;

/**
 * Where an agent stands among the idle of a queue, by the queue's strategy. It is worked out when
 * the agent becomes idle and holds while it is, so that the first is found at once: nothing of what
 * it hangs on changes the order of two who are both idle, but occupancy, by little.
 */
final class Ranks implements IdleRank {
    private final RandomGenerator random;
    private final Map<QueueName, Strategy> strategies = new HashMap<>();
    private final Map<AgentId, Integer> places = new HashMap<>();

    /**
     * @param seed of chance: the same one gives the same draws
     */
    Ranks(FloorSettings settings, long seed) {
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        set(settings);
    }

    void set(FloorSettings settings) {
        strategies.clear();
        places.clear();
        for (QueueSettings queue : settings.queues()) {
            strategies.put(queue.name(), queue.distribution().strategy());
        }
        for (AgentSettings agent : settings.agents()) {
            places.put(agent.id(), places.size());
        }
    }

    @Override
    public double of(Agent agent, QueueName queue, Instant now) {
        return switch (strategies.getOrDefault(queue, Strategy.LONGEST_IDLE)) {
            case LONGEST_IDLE, BEST_SKILL, RING_ALL -> 0;
            case LEAST_OCCUPIED -> agent.work().occupancy(now);
            case FEWEST_CALLS -> agent.work().talks();
            case ROUND_ROBIN ->
                    agent.work().offered().equals(Instant.MIN)
                            ? 0
                            : agent.work().offered().toEpochMilli();
            case TOP_DOWN -> places.getOrDefault(agent.id(), places.size());
            // the least of exponential times is an agent's in proportion to its rate
            case WEIGHTED -> random.nextExponential() / agent.settings().abilities().weight();
            case RANDOM -> random.nextDouble();
        };
    }
}
