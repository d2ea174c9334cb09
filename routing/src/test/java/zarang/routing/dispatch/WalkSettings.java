package zarang.routing.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.routing.agent.Abilities;
import zarang.routing.agent.AgentSettings;
import zarang.routing.queue.Distribution;
import zarang.routing.queue.FollowUp;
import zarang.routing.queue.QueueSettings;
import zarang.routing.queue.SkillNeeds;
import zarang.routing.queue.Strategy;
import zarang.routing.queue.TierOffsets;
import zarang.routing.queue.WhenClosed;

/** What somebody sets of the floor while calls run, at random. */
final class WalkSettings {
    private static final int AGENTS_MIN = 7;
    private static final List<Strategy> CHOOSING =
            List.of(
                    Strategy.LONGEST_IDLE,
                    Strategy.LEAST_OCCUPIED,
                    Strategy.FEWEST_CALLS,
                    Strategy.ROUND_ROBIN,
                    Strategy.TOP_DOWN,
                    Strategy.BEST_SKILL);
    private static final List<List<Duration>> RELAXED =
            List.of(
                    List.of(),
                    List.of(Duration.ofSeconds(40)),
                    List.of(Duration.ofSeconds(20), Duration.ofSeconds(60)));

    private final RandomGenerator random;

    WalkSettings(RandomGenerator random) {
        this.random = random;
    }

    /** One thing otherwise, or all as it was at first. */
    FloorSettings after(FloorSettings now) {
        if (random.nextInt(8) == 0) {
            return WalkFloor.settings();
        }
        List<QueueSettings> queues = new ArrayList<>(now.queues());
        List<AgentSettings> agents = new ArrayList<>(now.agents());
        TierOffsets offsets = now.offsets();
        switch (random.nextInt(8)) {
            case 0 -> offsets = offsets();
            case 1, 2, 3 -> {
                int one = random.nextInt(queues.size());
                queues.set(one, queue(queues.get(one)));
            }
            case 4 -> staff(agents);
            default -> {
                int one = random.nextInt(agents.size());
                agents.set(one, agent(agents.get(one)));
            }
        }
        return new FloorSettings(queues, agents, offsets, now.rest());
    }

    private TierOffsets offsets() {
        return switch (random.nextInt(4)) {
            case 0 -> TierOffsets.MILD;
            case 1 -> TierOffsets.STRONG;
            case 2 ->
                    new TierOffsets(
                            Map.of(
                                    Tier.GOLD, Duration.ofSeconds(random.nextInt(600)),
                                    Tier.BRONZE, Duration.ofSeconds(random.nextInt(60))));
            default -> TierOffsets.defaults();
        };
    }

    /** Doors, limits and whom it asks for; who rings all does not now and then. */
    private QueueSettings queue(QueueSettings now) {
        QueueName name = now.name();
        Strategy strategy = CHOOSING.get(random.nextInt(CHOOSING.size()));
        if (name.equals(WalkFloor.RINGS_ALL)) {
            strategy = random.nextInt(3) == 0 ? Strategy.LONGEST_IDLE : Strategy.RING_ALL;
        }
        return new QueueSettings(
                name,
                Duration.ofSeconds(5 + random.nextInt(20)),
                Duration.ofSeconds(random.nextInt(12)),
                Duration.ofMinutes(3 + random.nextInt(8)),
                random.nextInt(4) == 0 ? 4 : WalkFloor.CALLERS_MAX,
                Duration.ofMinutes(1 + random.nextInt(6)),
                random.nextInt(6) > 0,
                now.serviceTarget(),
                now.shortAbandon(),
                new Distribution(
                        strategy,
                        new SkillNeeds(
                                random.nextInt(3) > 0
                                        ? Map.of()
                                        : Map.of("english", 1 + random.nextInt(3)),
                                RELAXED.get(random.nextInt(RELAXED.size())))),
                WalkFloor.intake(
                        name,
                        random.nextInt(5) > 0,
                        random.nextBoolean() ? WhenClosed.STAY : WhenClosed.LEAVE),
                now.regain(),
                FollowUp.DEFAULT,
                now.recorded());
    }

    private AgentSettings agent(AgentSettings now) {
        int from = random.nextInt(WalkFloor.QUEUES.size());
        int to = from + 1 + random.nextInt(WalkFloor.QUEUES.size() - from);
        int level = random.nextInt(6);
        return new AgentSettings(
                now.id(),
                now.name(),
                random.nextBoolean() ? now.queues() : WalkFloor.QUEUES.subList(from, to),
                now.contact(),
                new Abilities(
                        level == 0 ? Map.of() : Map.of("english", level),
                        1 + random.nextInt(9),
                        random.nextInt(4) == 0));
    }

    /** Somebody goes, or all who are gone come back. */
    private void staff(List<AgentSettings> agents) {
        if (agents.size() > AGENTS_MIN && random.nextBoolean()) {
            agents.remove(random.nextInt(agents.size()));
            return;
        }
        for (AgentSettings one : WalkFloor.settings().agents()) {
            if (agents.stream().noneMatch(each -> each.id().equals(one.id()))) {
                agents.add(one);
            }
        }
    }
}
