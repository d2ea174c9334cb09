package zarang.routing.dispatch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import zarang.call.QueueName;
import zarang.call.fact.Subject;
import zarang.call.queue.OfferId;
import zarang.call.queue.QueueEvent.Joined;
import zarang.call.queue.QueueEvent.OfferRevoked;
import zarang.call.queue.QueueEvent.Outcome;
import zarang.call.queue.QueueEvent.Over;
import zarang.routing.agent.Agent;
import zarang.routing.agent.AgentState;
import zarang.routing.agent.AgentState.Available;
import zarang.routing.agent.AgentState.LoggedOut;
import zarang.routing.agent.AgentState.OnCall;
import zarang.routing.agent.AgentWish;
import zarang.routing.dispatch.CarriedCaller.Standing;
import zarang.routing.dispatch.Deadlines.Due;
import zarang.routing.dispatch.Offer.Phase;
import zarang.routing.estimate.LearntPace;
import zarang.routing.queue.QueueEntry;
import zarang.routing.queue.WaitingLine;

/**
 * Callers come over from another process' floor, or go to one. What a caller is in is what its own
 * process says; nobody is counted as joined or answered a second time.
 */
final class Carrying {
    private final FloorState floor;
    private final Matching matching;
    private final Offering offering;
    private final WaysOut waysOut;

    Carrying(FloorState floor, Matching matching, Offering offering, WaysOut waysOut) {
        this.floor = floor;
        this.matching = matching;
        this.offering = offering;
        this.waysOut = waysOut;
    }

    /** Those of {@code known} who are not carried are gone; nobody is matched in between. */
    void carry(Set<Subject> known, List<CarriedCaller> callers) {
        Map<Subject, CarriedCaller> wanted = new HashMap<>();
        callers.forEach(caller -> wanted.put(caller.subject(), caller));
        boolean before = floor.held;
        floor.held = true;
        known.stream().filter(subject -> !wanted.containsKey(subject)).forEach(this::gone);
        callers.stream().filter(caller -> !stands(caller)).forEach(this::take);
        floor.held = before;
        waysOut.sendOff();
        matching.forAll();
    }

    /** Begins to decide: says of each agent what it does, for whoever said so before is gone. */
    void open() {
        floor.held = false;
        floor.roster
                .agents()
                .forEach(agent ->
                        floor.decide(
                                new Decision.AgentBecame(
                                        agent.id(), agent.state(), Optional.empty())));
        waysOut.sendOff();
        matching.forAll();
        floor.lines().values().forEach(this::waitOn);
    }

    /** From here on what becomes of those who wait is learnt from again. */
    private void waitOn(WaitingLine line) {
        int place = 0;
        for (QueueEntry entry : line.inOrder(floor.now()).toList()) {
            floor.waitsAt(entry, ++place);
        }
    }

    /** How fast a queue moved under whoever decided before. */
    void learnt(QueueName queue, LearntPace pace) {
        if (floor.findLine(queue).isPresent()) {
            floor.paces.takeOver(queue, pace, floor.now());
        }
    }

    void putAway() {
        floor.held = true;
        for (Offer offer : List.copyOf(floor.offers.all())) {
            offering.remove(offer);
            floor.decide(
                    offer.phase() == Phase.RESERVING
                            ? new Decision.Release(offer.id(), offer.agent())
                            : new Decision.HandOver(offer.id()));
        }
        List.copyOf(floor.entries.values()).forEach(floor::forget);
        List.copyOf(floor.roster.agents()).forEach(this::putAway);
    }

    private void putAway(Agent agent) {
        switch (agent.state()) {
            case AgentState.WrapUp s -> release(s.offer(), agent);
            case LoggedOut(_, Optional<AgentState.WrapUp> owed) ->
                    owed.ifPresent(s -> release(s.offer(), agent));
            case Available _,
                    AgentState.Reserved _,
                    OnCall _,
                    AgentState.Engaged _,
                    AgentState.Resting _,
                    AgentState.NotReady _ -> {}
        }
        floor.deadlines.clear(new Due.Idle(agent.id()));
        agent.setStanding(new AgentWish.Ready());
        floor.roster.become(
                agent,
                agent.isReachable() ? new Available(floor.now()) : new LoggedOut(),
                floor.now());
        if (agent.isLeaving()) {
            floor.roster.remove(agent);
        }
    }

    private void release(OfferId offer, Agent agent) {
        floor.decide(new Decision.Release(offer, agent.id()));
    }

    /** Whether the caller is here as its process says. */
    private boolean stands(CarriedCaller caller) {
        List<Offer> offers = floor.offers.of(caller.subject());
        QueueEntry entry = floor.entries.get(caller.subject());
        boolean here = entry != null && entry.queue().equals(caller.queue());
        return switch (caller.standing()) {
            case Standing.Waits _ -> here && offers.isEmpty();
            case Standing.Rings s ->
                    here
                            && offers.size() == s.rings().size()
                            && s.rings().stream()
                                    .allMatch(ring -> isHere(ring.offer(), Phase.RINGING));
            case Standing.Talks s -> isHere(s.offer(), Phase.TALKING);
        };
    }

    private boolean isHere(OfferId id, Phase phase) {
        return floor.offers.find(id, phase).isPresent();
    }

    private void gone(Subject subject) {
        QueueEntry entry = floor.entries.get(subject);
        if (entry == null) {
            floor.offers.of(subject).forEach(offering::talkEnded);
        } else {
            floor.forget(entry);
            offering.withdraw(floor.offers.of(subject));
        }
    }

    private void take(CarriedCaller caller) {
        gone(caller.subject());
        Optional<WaitingLine> line = floor.findLine(caller.queue());
        switch (caller.standing()) {
            case Standing.Waits _ -> waits(caller, line.orElse(null));
            case Standing.Rings s -> rings(caller, s, line.orElse(null));
            case Standing.Talks s -> {
                Agent agent = floor.roster.find(s.agent()).orElse(null);
                if (line.isPresent() && agent != null && !(agent.state() instanceof OnCall)) {
                    QueueEntry entry = entry(caller, line.get());
                    offering.talkCarried(
                            new Offer(s.offer(), entry, s.agent(), Phase.TALKING), agent);
                } else {
                    floor.tally.leaseLost(); // two are at it all the same
                }
            }
        }
    }

    private void waits(CarriedCaller caller, @Nullable WaitingLine line) {
        if (line == null) {
            floor.tell(new Over(caller.subject(), Outcome.UNKNOWN_QUEUE));
            return;
        }
        QueueEntry entry = enter(caller, line);
        if (!caller.placed()) {
            floor.tell(
                    new Joined(entry.subject(), entry.queue(), line.position(entry, floor.now())));
        }
    }

    /** Phones ring on, but those of agents who are somewhere else by now. */
    private void rings(CarriedCaller caller, Standing.Rings rings, @Nullable WaitingLine line) {
        List<Standing.Ring> on =
                rings.rings().stream().filter(ring -> line != null && isFree(ring)).toList();
        rings.rings().stream()
                .filter(ring -> !on.contains(ring))
                .forEach(ring -> floor.tell(new OfferRevoked(caller.subject(), ring.offer())));
        if (line == null || on.isEmpty()) {
            waits(caller, line);
            return;
        }
        QueueEntry entry = enter(caller, line);
        for (Standing.Ring ring : on) {
            offering.ringCarried(
                    new Offer(ring.offer(), entry, ring.agent(), Phase.RINGING),
                    floor.roster.get(ring.agent()),
                    ring.rungFor());
        }
        floor.stand(entry);
    }

    private boolean isFree(Standing.Ring ring) {
        return floor.roster
                .find(ring.agent())
                .filter(agent -> agent.state() instanceof Available)
                .isPresent();
    }

    private QueueEntry enter(CarriedCaller caller, WaitingLine line) {
        QueueEntry entry = entry(caller, line);
        line.carry(entry);
        floor.entries.put(entry.subject(), entry);
        floor.setDeadlines(entry);
        return entry;
    }

    private QueueEntry entry(CarriedCaller caller, WaitingLine line) {
        return QueueEntry.of(
                        caller.subject(),
                        caller.tier(),
                        floor.now().minus(caller.waited()),
                        line.settings(),
                        floor.settings.offsets(),
                        floor.now().minus(caller.inQueue()),
                        floor.nextArrival())
                .at(caller.tier(), caller.ahead(), line.settings(), floor.settings.offsets())
                .wanting(caller.wants());
    }
}
