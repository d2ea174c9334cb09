package zarang.routing.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import zarang.call.fact.Subject;
import zarang.call.queue.OfferId;
import zarang.call.queue.QueueCommand.NobodyThere;
import zarang.call.queue.QueueCommand.OfferAnswered;
import zarang.call.queue.QueueCommand.OfferFailed;
import zarang.call.queue.QueueCommand.OfferFailure;
import zarang.call.queue.QueueCommand.TalkEnded;
import zarang.call.queue.QueueEvent.OfferRevoked;
import zarang.call.queue.QueueEvent.Offered;
import zarang.call.queue.QueueEvent.Outcome;
import zarang.routing.agent.Agent;
import zarang.routing.agent.AgentState.Available;
import zarang.routing.agent.AgentState.OnCall;
import zarang.routing.agent.AgentState.Reserved;
import zarang.routing.dispatch.Deadlines.Due;
import zarang.routing.dispatch.Offer.Phase;
import zarang.routing.queue.QueueEntry;
import zarang.routing.queue.QueueSettings;

/** An offer from the lease to the end of the talk, and every way in which it comes to nothing. */
final class Offering {
    /** How much later than the ring time-out the call may answer before the floor steps in. */
    static final Duration GRACE = Duration.ofSeconds(5);

    private static final Comparator<Agent> IDLE_BEFORE =
            Comparator.comparing(Offering::idleBefore).thenComparing(agent -> agent.id().value());

    private final FloorState floor;
    private final Matching matching;
    private final AgentTransitions transitions;
    private final WaysOut waysOut;

    Offering(FloorState floor, Matching matching, AgentTransitions transitions, WaysOut waysOut) {
        this.floor = floor;
        this.matching = matching;
        this.transitions = transitions;
        this.waysOut = waysOut;
    }

    void reserved(OfferId id) {
        Optional<Offer> asked = floor.offers.find(id, Phase.RESERVING);
        if (asked.isEmpty()) {
            return;
        }
        Offer offer = asked.get().in(Phase.RINGING);
        Agent agent = floor.roster.get(offer.agent());
        Duration ringTimeout = queue(offer).ringTimeout();
        floor.offers.put(offer);
        floor.deadlines.set(new Due.RungOut(id), floor.now().plus(ringTimeout).plus(GRACE));
        floor.tell(
                new Offered(
                        offer.subject(),
                        id,
                        offer.agent(),
                        agent.settings().target(),
                        ringTimeout));
    }

    /** Another process has the agent. A talk goes on all the same: two people are at it. */
    void leaseLost(OfferId id) {
        Optional<Offer> found = floor.offers.find(id);
        if (found.isEmpty()) {
            return;
        }
        Offer offer = found.get();
        switch (offer.phase()) {
            case TALKING -> floor.tally.leaseLost();
            case RINGING -> {
                floor.tally.leaseLost();
                comesToNothing(offer, transitions::restTaken);
            }
            case RESERVING -> {
                floor.tally.takenElsewhere();
                comesToNothing(offer, transitions::restTaken);
            }
        }
    }

    /** What a call says is so: two who talk, talk, even if the offer was withdrawn meanwhile. */
    void answered(OfferAnswered said) {
        Optional<Offer> found = floor.offers.find(said.offer());
        if (found.isPresent()) {
            Offer offer = found.get();
            if (offer.phase() == Phase.RINGING
                    && offer.subject().equals(said.subject())
                    && offer.agent().equals(said.agent())) {
                talk(offer);
            } else {
                floor.tally.staleCommand();
            }
            return;
        }
        QueueEntry entry = floor.entries.get(said.subject());
        Optional<Agent> agent = floor.roster.find(said.agent());
        if (entry == null || agent.isEmpty() || agent.get().state() instanceof OnCall) {
            floor.tally.staleCommand();
            return;
        }
        answeredAfterAll(new Offer(said.offer(), entry, said.agent(), Phase.RINGING));
    }

    /** The answer crossed with the revocation. Whatever was offered since to either is undone. */
    private void answeredAfterAll(Offer offer) {
        Agent agent = floor.roster.get(offer.agent());
        Optional<Offer> ofAgent =
                agent.state() instanceof Reserved(var other, _)
                        ? floor.offers.find(other)
                        : Optional.empty();
        ofAgent.ifPresent(this::end);
        talk(offer);
        ofAgent.filter(other -> !other.subject().equals(offer.subject()))
                .ifPresent(other -> backToLine(other.entry()));
    }

    /** Whoever else was offered the caller is free again; its call has let those phones go. */
    private void talk(Offer offer) {
        Agent agent = floor.roster.get(offer.agent());
        floor.tally(offer.entry()).answered(offer.entry(), floor.now());
        floor.paces.answered(offer.entry(), floor.now());
        floor.forget(offer.entry());
        floor.deadlines.clear(new Due.RungOut(offer.id()));
        floor.deadlines.set(
                new Due.TalkedOut(offer.id()), floor.now().plus(floor.settings.talkMax()));
        List<Offer> others = floor.offers.beside(offer);
        others.forEach(other -> floor.tally(other.entry()).offerElsewhere());
        others.forEach(this::remove);
        floor.offers.put(offer.in(Phase.TALKING));
        agent.seen();
        floor.become(agent, new OnCall(offer.id()));
        floor.decide(new Decision.Confirm(offer.id(), offer.agent()));
        free(others);
    }

    /** Agents go back to their places among the idle; who was idle first takes a caller first. */
    private void free(List<Offer> gone) {
        if (gone.isEmpty()) {
            return;
        }
        gone.stream()
                .map(offer -> floor.roster.get(offer.agent()))
                .sorted(IDLE_BEFORE)
                .forEach(transitions::backToIdle);
    }

    /**
     * Two talk whom another floor brought together: what is offered to the agent here is undone.
     */
    void talkCarried(Offer offer, Agent agent) {
        if (agent.state() instanceof Reserved(var other, _)) {
            floor.offers
                    .find(other)
                    .ifPresent(undone -> {
                        end(undone);
                        backToLine(undone.entry());
                    });
        }
        floor.deadlines.set(
                new Due.TalkedOut(offer.id()), floor.now().plus(floor.settings.talkMax()));
        floor.offers.put(offer.in(Phase.TALKING));
        agent.seen();
        floor.become(agent, new OnCall(offer.id()));
        floor.decide(new Decision.Confirm(offer.id(), offer.agent()));
    }

    /** A phone rings that another floor had rung. */
    void ringCarried(Offer offer, Agent agent, Duration rungFor) {
        Duration ringTimeout = queue(offer).ringTimeout();
        Instant since = agent.state() instanceof Available(var idleSince) ? idleSince : floor.now();
        floor.offers.put(offer.in(Phase.RINGING));
        floor.become(agent, new Reserved(offer.id(), since));
        floor.deadlines.set(
                new Due.RungOut(offer.id()),
                floor.now().plus(ringTimeout).plus(GRACE).minus(rungFor));
        floor.decide(new Decision.Reserve(offer.id(), offer.agent(), ringTimeout));
    }

    void failed(OfferFailed said) {
        Optional<Offer> found =
                floor.offers
                        .find(said.offer(), Phase.RINGING)
                        .filter(offer -> offer.subject().equals(said.subject()))
                        .filter(offer -> offer.agent().equals(said.agent()));
        if (found.isEmpty()) {
            floor.tally.staleCommand();
            return;
        }
        Offer offer = found.get();
        floor.tally(offer.entry()).offerFailed();
        remove(offer);
        part(offer, agent -> transitions.restAfter(agent, said.failure()));
    }

    /** The call never said what came of the offer. */
    void rungOut(OfferId id) {
        Optional<Offer> found = floor.offers.find(id, Phase.RINGING);
        if (found.isPresent()) {
            Offer offer = found.get();
            floor.tally.overdueOffer();
            floor.tally(offer.entry()).offerFailed();
            comesToNothing(offer, agent -> transitions.restAfter(agent, OfferFailure.NO_ANSWER));
        }
    }

    /** The phone is gone while it is offered a caller. */
    void agentGone(OfferId id) {
        floor.offers.find(id).ifPresent(offer -> comesToNothing(offer, transitions::logOut));
    }

    private void comesToNothing(Offer offer, Consumer<Agent> then) {
        end(offer);
        part(offer, then);
    }

    /** The agent does what comes next, then the caller waits on. */
    private void part(Offer offer, Consumer<Agent> then) {
        then.accept(floor.roster.get(offer.agent()));
        backToLine(offer.entry());
    }

    void talkEnded(TalkEnded said) {
        ofTalk(said.offer(), said.subject(), this::talkEnded);
    }

    /** The agent was there and nobody else: it has nothing to wrap up. */
    void nobodyThere(NobodyThere said) {
        ofTalk(
                said.offer(),
                said.subject(),
                offer -> {
                    remove(offer);
                    transitions.free(floor.roster.get(offer.agent()));
                });
    }

    private void ofTalk(OfferId id, Subject subject, Consumer<Offer> then) {
        floor.offers
                .find(id, Phase.TALKING)
                .filter(offer -> offer.subject().equals(subject))
                .ifPresentOrElse(then, floor.tally::staleCommand);
    }

    /** The call never said that the talk is over. */
    void talkedOut(OfferId id) {
        floor.offers
                .find(id, Phase.TALKING)
                .ifPresent(offer -> {
                    floor.tally.overdueOffer();
                    talkEnded(offer);
                });
    }

    void talkEnded(Offer offer) {
        remove(offer);
        transitions.wrapUp(floor.roster.get(offer.agent()), offer.id(), queue(offer).wrapUp());
    }

    /** The caller went away: nothing to tell it, and agents keep their places among the idle. */
    void withdraw(List<Offer> offers) {
        offers.forEach(this::remove);
        free(offers);
    }

    private void backToLine(QueueEntry entry) {
        floor.stand(entry);
        boolean rings = floor.isOffered(entry);
        if (!rings && !floor.now().isBefore(entry.maxWaitAt())) {
            waysOut.over(entry, Outcome.MAX_WAIT);
        } else if (!rings && floor.line(entry).settings().intake().isCleared()) {
            waysOut.over(entry, Outcome.CLOSED);
        } else {
            matching.forEntry(entry);
        }
    }

    /** Removes it and has the call stop ringing, if it was told to ring. */
    private void end(Offer offer) {
        remove(offer);
        if (offer.phase() == Phase.RINGING) {
            floor.tell(new OfferRevoked(offer.subject(), offer.id()));
        }
    }

    void remove(Offer offer) {
        floor.offers.remove(offer);
        floor.deadlines.clear(new Due.RungOut(offer.id()));
        floor.deadlines.clear(new Due.TalkedOut(offer.id()));
    }

    private static Instant idleBefore(Agent agent) {
        return agent.state() instanceof Reserved(_, var since) ? since : Instant.MAX;
    }

    private QueueSettings queue(Offer offer) {
        return floor.line(offer.entry()).settings();
    }
}
