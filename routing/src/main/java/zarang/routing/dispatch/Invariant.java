package zarang.routing.dispatch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import zarang.call.AgentId;
import zarang.routing.agent.Agent;
import zarang.routing.agent.AgentState;
import zarang.routing.agent.AgentState.Available;
import zarang.routing.agent.AgentState.OnCall;
import zarang.routing.agent.AgentState.Reserved;
import zarang.routing.agent.AgentWish;
import zarang.routing.dispatch.Deadlines.Due;
import zarang.routing.dispatch.Offer.Phase;
import zarang.routing.queue.QueueEntry;
import zarang.routing.queue.WaitingLine;

/** What must hold between two steps. */
final class Invariant {
    private final FloorState floor;
    private final List<String> found = new ArrayList<>();

    Invariant(FloorState floor) {
        this.floor = floor;
    }

    List<String> violations() {
        floor.lines().values().forEach(this::line);
        floor.offers.all().forEach(this::offer);
        floor.roster.agents().forEach(this::agent);
        floor.entries.values().forEach(this::entry);
        floor.deadlines.all().forEach(this::due);
        long kept =
                floor.entries.values().stream()
                        .filter(entry -> entry.wants().prefer().isPresent())
                        .count();
        expect(kept == floor.kept.count(), () -> "kept for an agent, but waits no more");
        Set<AgentId> offered = new HashSet<>();
        for (Offer offer : floor.offers.all()) {
            expect(offered.add(offer.agent()), () -> "two offers for agent " + offer.agent());
        }
        return found;
    }

    private void line(WaitingLine line) {
        expect(
                floor.held
                        || line.waiting() == 0
                        || floor.roster.idle(line.settings().name()).stream()
                                .noneMatch(agent -> canTakeSomebody(agent, line)),
                () -> "an idle agent and a waiting caller in queue " + line.settings().name());
        expect(
                line.size() <= line.allowed(),
                () -> "more than the bound in queue " + line.settings().name());
        expect(
                floor.held
                        || !line.settings().intake().isCleared()
                        || line.present().stream().allMatch(floor::isOffered),
                () -> "somebody waits in the closed queue " + line.settings().name());
        expect(line.isLaned(), () -> "in no lane or two in queue " + line.settings().name());
        for (QueueEntry entry : line.present()) {
            expect(
                    entry.queue().equals(line.settings().name()),
                    () -> "in the wrong line: " + entry.subject());
            expect(
                    entry.equals(entry.by(line.settings(), floor.settings.offsets())),
                    () -> "not at the place that it was given: " + entry.subject());
            expect(
                    entry.equals(floor.entries.get(entry.subject())),
                    () -> "in the line but nowhere else: " + entry.subject());
        }
    }

    private boolean canTakeSomebody(Agent agent, WaitingLine line) {
        for (QueueEntry entry : line.present()) {
            if (floor.canTake(agent, entry) && line.isWaiting(entry)) {
                return true;
            }
        }
        return false;
    }

    private void offer(Offer offer) {
        AgentState state = floor.roster.get(offer.agent()).state();
        boolean coherent =
                switch (offer.phase()) {
                    case RESERVING, RINGING ->
                            state instanceof Reserved(var id, _) && id.equals(offer.id());
                    case TALKING -> state instanceof OnCall(var id) && id.equals(offer.id());
                };
        expect(coherent, () -> offer.phase() + " offer " + offer.id() + " with agent " + state);
        expect(
                (offer.phase() != Phase.TALKING) == floor.entries.containsKey(offer.subject()),
                () -> offer.phase() + " offer " + offer.id() + ", caller in or out of the queue");
        expect(
                floor.offers.of(offer.subject()).contains(offer),
                () -> "not the offer of " + offer.subject());
        expect(
                offer.phase() != Phase.TALKING || floor.offers.count(offer.subject()) == 1,
                () -> "talks and is offered: " + offer.subject());
    }

    private void agent(Agent agent) {
        switch (agent.state()) {
            case Reserved s -> stands(agent, s);
            case OnCall s -> stands(agent, s);
            case Available _ ->
                    expect(
                            agent.isReachable() && agent.standing() instanceof AgentWish.Ready,
                            () -> "free but unreachable, or asked to be away: agent " + agent.id());
            default -> {}
        }
        expect(
                agent.state().endsAt().isPresent()
                        == floor.deadlines.all().contains(new Due.Idle(agent.id())),
                () -> "deadline of agent " + agent.id() + " in " + agent.state());
    }

    private void stands(Agent agent, AgentState state) {
        expect(
                state.lease().flatMap(floor.offers::find).isPresent(),
                () -> "agent " + agent.id() + " in an offer that is gone");
    }

    private void entry(QueueEntry entry) {
        boolean offered = floor.isOffered(entry);
        expect(
                floor.line(entry).isWaiting(entry) == floor.mayBeOffered(entry),
                () -> "in the line or out of it: " + entry.subject());
        expect(
                floor.offers.count(entry.subject()) <= FloorState.RING_ALL_MAX,
                () -> "too many offers: " + entry.subject());
        expect(
                offered || floor.deadlines.all().contains(new Due.WaitedOut(entry.subject())),
                () -> "waits without end: " + entry.subject());
        expect(floor.kept.knows(entry), () -> "kept for an agent unknown to it: " + entry);
        expect(
                entry.wants()
                        .prefer()
                        .filter(prefer -> entry.joinedAt().plus(prefer.span()).isAfter(floor.now()))
                        .map(prefer ->
                                floor.deadlines.all().contains(new Due.Kept(entry.subject())))
                        .orElse(true),
                () -> "kept for an agent without end: " + entry);
    }

    private void due(Due due) {
        boolean stands =
                switch (due) {
                    case Due.Idle _ -> true;
                    case Due.WaitedOut d -> floor.entries.containsKey(d.subject());
                    case Due.Relaxed d -> floor.entries.containsKey(d.subject());
                    case Due.Kept d -> floor.entries.containsKey(d.subject());
                    case Due.RungOut d -> floor.offers.find(d.offer(), Phase.RINGING).isPresent();
                    case Due.TalkedOut d -> floor.offers.find(d.offer(), Phase.TALKING).isPresent();
                };
        expect(stands, () -> "left over: " + due);
    }

    private void expect(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            found.add(otherwise.get());
        }
    }
}
