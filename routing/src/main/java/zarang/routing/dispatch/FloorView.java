package zarang.routing.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import zarang.call.AgentId;
import zarang.call.QueueName;
import zarang.routing.agent.Agent;
import zarang.routing.agent.AgentState;
import zarang.routing.agent.AgentWish;
import zarang.routing.estimate.WaitErrors;
import zarang.routing.queue.QueueEntry;
import zarang.routing.queue.ServiceLevel;
import zarang.routing.queue.WaitingLine;

/** The floor at one moment, for wallboard and metrics. Immutable. */
public record FloorView(List<QueueView> queues, List<AgentView> agents, FloorCounts counts) {
    public FloorView {
        queues = List.copyOf(queues);
        agents = List.copyOf(agents);
    }

    /**
     * One queue.
     *
     * @param waiting callers in the queue, those included whose agent rings
     * @param ringing of those, being offered to an agent
     * @param longestWait of those in the queue, since they joined it; zero when nobody waits
     * @param agentsAtWork of this queue, free or not
     * @param open whether new callers are let in
     * @param estimates how far off the estimates of the wait were
     */
    public record QueueView(
            QueueName queue,
            int waiting,
            int ringing,
            Duration longestWait,
            int agentsAtWork,
            boolean open,
            ServiceLevel serviceLevel,
            WaitErrors estimates) {}

    /**
     * One agent.
     *
     * @param since when it began with that
     * @param standing what it does as soon as it has finished that
     */
    public record AgentView(
            AgentId agent,
            String name,
            List<QueueName> queues,
            AgentState state,
            Instant since,
            AgentWish standing) {
        public AgentView {
            queues = List.copyOf(queues);
        }
    }

    /** The same without agents, who are another process' to show. */
    public FloorView withoutAgents() {
        return new FloorView(
                queues.stream()
                        .map(queue ->
                                new QueueView(
                                        queue.queue(),
                                        queue.waiting(),
                                        queue.ringing(),
                                        queue.longestWait(),
                                        0,
                                        queue.open(),
                                        queue.serviceLevel(),
                                        queue.estimates()))
                        .toList(),
                List.of(),
                counts);
    }

    private static int ringing(FloorState floor, WaitingLine line) {
        return (int) line.present().stream().filter(floor::isOffered).count();
    }

    static FloorView of(FloorState floor, Instant now) {
        List<QueueView> queues = new ArrayList<>();
        for (WaitingLine line : floor.lines().values()) {
            QueueName name = line.settings().name();
            Duration longest =
                    line.present().stream()
                            .map((QueueEntry entry) -> entry.waited(now))
                            .max(Duration::compareTo)
                            .orElse(Duration.ZERO);
            int present = line.size();
            queues.add(
                    new QueueView(
                            name,
                            present,
                            ringing(floor, line),
                            longest,
                            floor.roster.atWork(name),
                            line.settings().intake().open(),
                            floor.tally(name).read(),
                            floor.paces.errors(name)));
        }
        List<AgentView> agents = new ArrayList<>();
        for (Agent agent : floor.roster.agents()) {
            agents.add(
                    new AgentView(
                            agent.id(),
                            agent.settings().name(),
                            agent.settings().queues(),
                            agent.state(),
                            agent.since(),
                            agent.standing()));
        }
        return new FloorView(queues, agents, floor.tally.read());
    }
}
