package zarang.routing.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import zarang.call.AgentId;
import zarang.call.QueueName;
import zarang.routing.agent.Abilities;
import zarang.routing.agent.AgentSettings;
import zarang.routing.agent.RestSettings;
import zarang.routing.queue.Distribution;
import zarang.routing.queue.Intake;
import zarang.routing.queue.QueueSettings;
import zarang.routing.queue.SkillNeeds;
import zarang.routing.queue.Strategy;
import zarang.routing.queue.TierOffsets;
import zarang.routing.queue.WhenClosed;

/** The floor of a walk: three queues, of which one rings all, and agents of one or two of them. */
final class WalkFloor {
    static final int AGENTS = 10;
    static final int CALLERS_MAX = 40;
    static final List<QueueName> QUEUES =
            List.of(new QueueName("sales"), new QueueName("support"), new QueueName("club"));

    /** Most of the time. */
    static final QueueName RINGS_ALL = new QueueName("club");

    private WalkFloor() {}

    static FloorSettings settings() {
        List<QueueSettings> queues = new ArrayList<>();
        for (QueueName name : QUEUES) {
            queues.add(
                    queue(
                            name,
                            name.equals(RINGS_ALL) ? Strategy.RING_ALL : Strategy.LONGEST_IDLE));
        }
        List<AgentSettings> agents = new ArrayList<>();
        for (int n = 0; n < AGENTS; n++) {
            agents.add(
                    new AgentSettings(
                            agent(n),
                            "",
                            QUEUES.subList(n % 3, Math.min(3, n % 3 + 1 + n % 2)),
                            n % 5 == 0 ? Optional.of("sip:a@127.0.0.1") : Optional.empty(),
                            new Abilities(Map.of("english", 1 + n % 5), 1, false)));
        }
        return new FloorSettings(queues, agents, TierOffsets.defaults(), RestSettings.defaults());
    }

    static QueueSettings queue(QueueName name, Strategy strategy) {
        return new QueueSettings(
                        name,
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(5L * QUEUES.indexOf(name)),
                        Duration.ofMinutes(8),
                        CALLERS_MAX,
                        Duration.ofMinutes(4),
                        true,
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(5),
                        new Distribution(
                                strategy,
                                new SkillNeeds(Map.of(), List.of(Duration.ofSeconds(40)))))
                .with(intake(name, true, WhenClosed.STAY));
    }

    /** Who is sent away by the first goes to the second, and from there to the third. */
    static Intake intake(QueueName queue, boolean open, WhenClosed whenClosed) {
        int next = QUEUES.indexOf(queue) + 1;
        return new Intake(
                open,
                whenClosed,
                next < QUEUES.size() ? Optional.of(QUEUES.get(next)) : Optional.empty(),
                Set.copyOf(Intake.RULES));
    }

    static AgentId agent(int number) {
        return new AgentId("200" + number);
    }
}
