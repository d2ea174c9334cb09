package zarang.routing.dispatch;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import zarang.call.AgentId;
import zarang.call.QueueName;
import zarang.call.fact.Subject;
import zarang.call.queue.OfferId;
import zarang.call.queue.QueueCommand;
import zarang.routing.agent.Agent;
import zarang.routing.agent.AgentState.Available;
import zarang.routing.agent.AgentState.Engaged;
import zarang.routing.agent.AgentState.LogOutReason;
import zarang.routing.agent.AgentState.LoggedOut;
import zarang.routing.agent.AgentState.NotReady;
import zarang.routing.agent.AgentState.OnCall;
import zarang.routing.agent.AgentState.Reserved;
import zarang.routing.agent.AgentState.Resting;
import zarang.routing.agent.AgentState.WrapUp;
import zarang.routing.dispatch.Deadlines.Due;
import zarang.routing.dispatch.Offer.Phase;
import zarang.routing.estimate.LearntPace;
import zarang.routing.queue.QueueEntry;

/**
 * The state machine over the floor: event in, decisions out. No I/O, no clock, no thread; the same
 * in production, in tests and in a simulation.
 *
 * <p>What holds after every step, and is checked by {@link #violations}: an idle agent and a caller
 * whom it could take never coexist; each agent has at most one offer, and each caller too, or some
 * while it waits in a queue that rings all.
 *
 * <p>Time must not run backwards; it is the caller's to keep it monotonic.
 */
public final class Dispatcher {
    private final FloorState floor;
    private final AgentTransitions transitions;
    private final Offering offering;
    private final Matching matching;
    private final CallersWaiting waiting;
    private final Engagements engagements;
    private final Carrying carrying;
    private final Reform reform;
    private final AgentWishes wishes;
    private final LineHand hand;

    /**
     * A floor at rest.
     *
     * @param offerPrefix makes offer ids unique among processes and restarts
     */
    public Dispatcher(FloorSettings settings, String offerPrefix, Instant now) {
        floor = new FloorState(settings, offerPrefix, now);
        matching = new Matching(floor);
        transitions = new AgentTransitions(floor, matching);
        WaysOut waysOut = new WaysOut(floor, matching);
        offering = new Offering(floor, matching, transitions, waysOut);
        engagements = new Engagements(floor, transitions);
        waiting = new CallersWaiting(floor, matching, offering, engagements, waysOut);
        carrying = new Carrying(floor, matching, offering, waysOut);
        reform = new Reform(floor, matching, transitions, waysOut);
        wishes = new AgentWishes(floor, transitions);
        hand = new LineHand(floor, waysOut);
    }

    /**
     * One step. What fell due before is worked off first, each at its own moment, so that a tick
     * that is late changes nobody's turn. The event comes before what falls due at the same moment,
     * and what a call says of an offer before the limit for saying it: an answer counts.
     */
    public List<Decision> on(FloorEvent event, Instant now) {
        floor.begin();
        if (floor.deadlines.anyBefore(now)) {
            putOff(event, now);
            workOff(() -> floor.deadlines.pollBefore(now));
        }
        floor.at(now);
        happen(event);
        matching.forFreed();
        workOff(() -> floor.deadlines.poll(now));
        return floor.decided();
    }

    private void workOff(Supplier<Optional<Deadlines.Entry>> next) {
        Optional<Deadlines.Entry> due = next.get();
        while (due.isPresent()) {
            floor.at(due.get().at());
            on(due.get().due());
            if (!floor.deadlines.isMoreRelaxedAt(due.get().at())) {
                matching.forFreed();
            }
            due = next.get();
        }
    }

    /** What the event says is not too late. */
    private void putOff(FloorEvent event, Instant now) {
        if (event instanceof FloorEvent.CallSaid(QueueCommand command)) {
            switch (command) {
                case QueueCommand.OfferAnswered c -> putOff(new Due.RungOut(c.offer()), now);
                case QueueCommand.OfferFailed c -> putOff(new Due.RungOut(c.offer()), now);
                case QueueCommand.TalkEnded c -> putOff(new Due.TalkedOut(c.offer()), now);
                case QueueCommand.NobodyThere c -> putOff(new Due.TalkedOut(c.offer()), now);
                case QueueCommand.Join _,
                        QueueCommand.Leave _,
                        QueueCommand.Engage _,
                        QueueCommand.Disengage _,
                        QueueCommand.AskPlace _ -> {}
            }
        }
    }

    private void putOff(Due due, Instant now) {
        floor.deadlines.putOff(due, now);
    }

    private void happen(FloorEvent event) {
        switch (event) {
            case FloorEvent.CallSaid e -> on(e.command());
            case FloorEvent.AgentReachable e -> agent(e.agent()).ifPresent(this::reachable);
            case FloorEvent.AgentUnreachable e -> agent(e.agent()).ifPresent(this::unreachable);
            case FloorEvent.AgentAsked e -> wishes.asked(e.request());
            case FloorEvent.LineAsked e -> hand.on(e.request());
            case FloorEvent.Learnt e -> e.paces().forEach(carrying::learnt);
            case FloorEvent.Stood e -> wishes.stand(e.wishes());
            case FloorEvent.Changed e -> reform.to(e.settings());
            case FloorEvent.Reserved e -> offering.reserved(e.offer());
            case FloorEvent.LeaseLost e -> offering.leaseLost(e.offer());
            case FloorEvent.PutAway _ -> carrying.putAway();
            case FloorEvent.Carried e -> carrying.carry(e.known(), e.callers());
            case FloorEvent.Opened _ -> carrying.open();
            case FloorEvent.TimePassed _ -> {}
        }
    }

    /** How the floor is set now. */
    public FloorSettings settings() {
        return floor.settings;
    }

    /** Why the floor cannot be set so now, one reason a line; empty if it can. */
    public List<String> refusals(FloorSettings settings) {
        return reform.refusals(settings);
    }

    /** Whether a caller can be moved or reprioritised so now; {@link LineResult#DONE}: it can. */
    public LineResult look(LineRequest request) {
        return hand.look(request);
    }

    /** Those who are in a queue: whose agent rings, then the others in the order of service. */
    public List<WaitingCaller> waiting(QueueName queue, Instant now) {
        return floor.findLine(queue)
                .map(line -> WaitingCaller.of(floor, line, now))
                .orElse(List.of());
    }

    /**
     * How fast each queue moved lately, for whoever decides next; none of which nothing is known.
     */
    public Map<QueueName, LearntPace> learnt(Instant now) {
        return floor.paces.learnt(now);
    }

    /** When {@link FloorEvent.TimePassed} is wanted next. */
    public Optional<Instant> nextDue() {
        return floor.deadlines.next();
    }

    /** Whether the call may still be told to ring for this offer. */
    public boolean isRinging(OfferId offer) {
        return floor.offers.find(offer, Phase.RINGING).isPresent();
    }

    public boolean isTalking(OfferId offer) {
        return floor.offers.find(offer, Phase.TALKING).isPresent();
    }

    /** Whether nobody is offered anyone for now. */
    public boolean isHeld() {
        return floor.held;
    }

    /** What does not add up; empty unless there is a fault in this package. O(n). */
    public List<String> violations() {
        return new Invariant(floor).violations();
    }

    public FloorView view(Instant now) {
        return FloorView.of(floor, now);
    }

    private void on(QueueCommand command) {
        switch (command) {
            case QueueCommand.Join c -> waiting.join(c);
            case QueueCommand.Leave c -> waiting.leave(c);
            case QueueCommand.OfferAnswered c -> offering.answered(c);
            case QueueCommand.OfferFailed c -> offering.failed(c);
            case QueueCommand.TalkEnded c -> offering.talkEnded(c);
            case QueueCommand.NobodyThere c -> offering.nobodyThere(c);
            case QueueCommand.Engage c -> engagements.engage(c);
            case QueueCommand.Disengage c -> engagements.disengage(c);
            case QueueCommand.AskPlace c -> waiting.tellPlace(c);
        }
    }

    private void on(Due due) {
        switch (due) {
            case Due.Idle d -> transitions.free(floor.roster.get(d.agent()));
            case Due.RungOut d -> offering.rungOut(d.offer());
            case Due.TalkedOut d -> offering.talkedOut(d.offer());
            case Due.WaitedOut d -> entry(d.subject()).ifPresent(waiting::waitedOut);
            case Due.Relaxed d -> entry(d.subject()).ifPresent(waiting::relaxed);
            case Due.Kept d -> entry(d.subject()).ifPresent(matching::forEntry);
        }
    }

    private Optional<QueueEntry> entry(Subject subject) {
        return Optional.ofNullable(floor.entries.get(subject));
    }

    private Optional<Agent> agent(AgentId id) {
        return floor.roster.find(id);
    }

    private void reachable(Agent agent) {
        agent.setReachable(true);
        agent.seen();
        switch (agent.state()) {
            case LoggedOut s when s.reason() == LogOutReason.NO_PHONE -> transitions.logIn(agent);
            case NotReady s when s.until().isPresent() -> transitions.logIn(agent);
            case Resting _ -> transitions.logIn(agent);
            case Available _,
                    Reserved _,
                    OnCall _,
                    Engaged _,
                    WrapUp _,
                    LoggedOut _,
                    NotReady _ -> {}
        }
    }

    private void unreachable(Agent agent) {
        agent.setReachable(false);
        if (agent.isReachable()) {
            return;
        }
        switch (agent.state()) {
            case Reserved s -> offering.agentGone(s.offer());
            case Available _, WrapUp _, Resting _, NotReady _ -> transitions.logOut(agent);
            case OnCall _, Engaged _, LoggedOut _ -> {}
        }
    }
}
