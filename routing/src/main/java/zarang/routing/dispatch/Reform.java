package zarang.routing.dispatch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import zarang.call.AgentId;
import zarang.call.QueueName;
import zarang.routing.agent.Agent;
import zarang.routing.agent.AgentSettings;
import zarang.routing.agent.AgentState.Available;
import zarang.routing.agent.AgentState.Engaged;
import zarang.routing.agent.AgentState.LogOutReason;
import zarang.routing.agent.AgentState.LoggedOut;
import zarang.routing.agent.AgentState.NotReady;
import zarang.routing.agent.AgentState.OnCall;
import zarang.routing.agent.AgentState.Reserved;
import zarang.routing.agent.AgentState.Resting;
import zarang.routing.agent.AgentState.WrapUp;
import zarang.routing.queue.QueueEntry;
import zarang.routing.queue.QueueSettings;
import zarang.routing.queue.WaitingLine;

/**
 * Sets a floor otherwise while it runs. Nobody is logged out, and nobody who waits loses the time
 * that it has waited:
 *
 * <ul>
 *   <li>an agent who is no more finishes its call, or what rings, and is gone then; the others are
 *       gone at once
 *   <li>an agent who is set otherwise keeps its state and its place among the idle
 *   <li>those who wait get the place that offsets and limits give them now, once
 *   <li>those who wait in a queue that is closed and cleared are sent off
 *   <li>a queue in which somebody waits or talks is not taken away: that is refused
 * </ul>
 *
 * The longest talk stays as it was at the start.
 */
final class Reform {
    private final FloorState floor;
    private final Matching matching;
    private final AgentTransitions transitions;
    private final WaysOut waysOut;

    Reform(FloorState floor, Matching matching, AgentTransitions transitions, WaysOut waysOut) {
        this.floor = floor;
        this.matching = matching;
        this.transitions = transitions;
        this.waysOut = waysOut;
    }

    List<String> refusals(FloorSettings wanted) {
        Map<QueueName, QueueSettings> queues = byName(wanted);
        List<String> refusals = new ArrayList<>();
        for (WaitingLine line : floor.lines().values()) {
            QueueName name = line.settings().name();
            long talking =
                    floor.offers.all().stream()
                            .filter(offer -> offer.entry().queue().equals(name))
                            .filter(offer -> offer.phase() == Offer.Phase.TALKING)
                            .count();
            if (!queues.containsKey(name) && line.size() + talking > 0) {
                refusals.add(
                        "queue "
                                + name
                                + ": "
                                + line.size()
                                + " callers wait in it and "
                                + talking
                                + " talk; take it away when it is empty: let no script name it,"
                                + " publish, and reload again after the last of them");
            }
        }
        return refusals;
    }

    /** Nothing in it is refused. */
    void to(FloorSettings wanted) {
        FloorSettings last = floor.settings;
        floor.settings =
                new FloorSettings(
                        wanted.queues(),
                        wanted.agents(),
                        wanted.offsets(),
                        wanted.rest(),
                        last.talkMax(),
                        wanted.pauseReasons());
        Map<QueueName, QueueSettings> queues = byName(wanted);
        for (QueueSettings queue : wanted.queues()) {
            floor.findLine(queue.name())
                    .ifPresentOrElse(line -> change(line, queue), () -> floor.open(queue));
        }
        floor.ranks.set(floor.settings);
        agents(wanted);
        floor.kept.changedAll();
        List.copyOf(floor.lines().keySet()).stream()
                .filter(name -> !queues.containsKey(name))
                .forEach(floor::close);
        waysOut.sendOff();
    }

    private void change(WaitingLine line, QueueSettings queue) {
        floor.tally(queue.name()).change(queue);
        line.change(queue, entry -> entry.by(queue, floor.settings.offsets()));
        for (QueueEntry entry : line.present()) {
            floor.renew(entry);
            floor.setDeadlines(entry); // also of one whose time was over while a phone rang
        }
    }

    private void agents(FloorSettings wanted) {
        Map<AgentId, AgentSettings> byId = new HashMap<>();
        wanted.agents().forEach(agent -> byId.put(agent.id(), agent));
        for (Agent agent : List.copyOf(floor.roster.agents())) {
            AgentSettings settings = byId.remove(agent.id());
            if (settings == null) {
                leave(agent);
            } else {
                change(agent, settings);
            }
        }
        wanted.agents().stream()
                .filter(agent -> byId.containsKey(agent.id()))
                .forEach(agent -> matching.forAgent(floor.roster.add(agent, floor.now())));
    }

    private void leave(Agent agent) {
        agent.setLeaving(true);
        switch (agent.state()) {
            case Reserved _, OnCall _, Engaged _ -> keepQueuesThatStay(agent);
            case Available _, WrapUp _, Resting _, NotReady _, LoggedOut _ ->
                    floor.become(agent, new LoggedOut());
        }
    }

    /** It serves nobody else, also no queue that goes with it. */
    private void keepQueuesThatStay(Agent agent) {
        List<QueueName> stay =
                agent.settings().queues().stream()
                        .filter(byName(floor.settings)::containsKey)
                        .toList();
        if (!stay.isEmpty()) {
            floor.roster.change(agent, agent.settings().serving(stay), floor.now());
        }
    }

    private void change(Agent agent, AgentSettings settings) {
        agent.setLeaving(false);
        floor.roster.change(agent, settings, floor.now());
        switch (agent.state()) {
            case LoggedOut s -> {
                if (s.reason() == LogOutReason.NO_PHONE && agent.isReachable()) {
                    transitions.logIn(agent);
                }
            }
            case Available _ -> {
                if (agent.isReachable()) {
                    matching.forAgent(agent);
                } else {
                    transitions.logOut(agent);
                }
            }
            case WrapUp _, Resting _, NotReady _ -> {
                if (!agent.isReachable()) {
                    transitions.logOut(agent);
                }
            }
            case Reserved _, OnCall _, Engaged _ -> {}
        }
    }

    private static Map<QueueName, QueueSettings> byName(FloorSettings settings) {
        return settings.queues().stream().collect(Collectors.toMap(QueueSettings::name, q -> q));
    }
}
