package zarang.routing.dispatch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import zarang.call.QueueName;
import zarang.call.fact.Subject;
import zarang.call.queue.OfferId;
import zarang.call.queue.QueueEvent;
import zarang.routing.agent.Agent;
import zarang.routing.agent.AgentState;
import zarang.routing.agent.AgentState.LoggedOut;
import zarang.routing.agent.AgentState.OnCall;
import zarang.routing.agent.AgentState.Reserved;
import zarang.routing.agent.Roster;
import zarang.routing.dispatch.Deadlines.Due;
import zarang.routing.queue.QueueEntry;
import zarang.routing.queue.QueueSettings;
import zarang.routing.queue.QueueTally;
import zarang.routing.queue.SkillNeeds;
import zarang.routing.queue.Strategy;
import zarang.routing.queue.WaitingLine;

/** The state that the dispatcher's verbs share, and what they have decided so far in this step. */
final class FloorState {
    /** So many agents are offered one caller at once in a queue that rings all. */
    static final int RING_ALL_MAX = 16;

    FloorSettings settings;

    /** Nobody is offered anyone: another process decides, or it is not known yet who talks. */
    boolean held;

    final Ranks ranks;
    final Roster roster;
    final Offers offers = new Offers();
    final Deadlines deadlines = new Deadlines();
    final FloorTally tally = new FloorTally();
    final Paces paces;
    final KeptForAgents kept;

    /** Callers who wait or are being offered, not those who talk. */
    final Map<Subject, QueueEntry> entries = new HashMap<>();

    private final Map<QueueName, WaitingLine> lines = new LinkedHashMap<>();
    private final Map<QueueName, QueueTally> tallies = new HashMap<>();
    private final String offerPrefix;
    private List<Decision> decisions = new ArrayList<>();
    private @Nullable WaitingLine lastLine;
    private long lastOffer;
    private long lastArrival;
    private Instant now;

    FloorState(FloorSettings settings, String offerPrefix, Instant now) {
        this.settings = settings;
        this.offerPrefix = offerPrefix;
        this.now = now;
        ranks = new Ranks(settings, offerPrefix.hashCode());
        roster = new Roster(settings.agents(), ranks, now);
        kept = new KeptForAgents(roster, deadlines);
        paces = new Paces(roster);
        settings.queues().forEach(this::open);
    }

    /** A queue is there from now on. */
    void open(QueueSettings queue) {
        lines.put(queue.name(), new WaitingLine(queue));
        lastLine = null;
        tallies.put(queue.name(), new QueueTally(queue));
    }

    /** A queue in which nobody is. */
    void close(QueueName queue) {
        lines.remove(queue);
        lastLine = null;
        tallies.remove(queue);
        paces.close(queue);
    }

    void begin() {
        decisions = new ArrayList<>();
    }

    /** It is so late now, or later already. */
    void at(Instant moment) {
        now = moment.isAfter(now) ? moment : now;
    }

    List<Decision> decided() {
        return decisions;
    }

    Instant now() {
        return now;
    }

    Map<QueueName, WaitingLine> lines() {
        return lines;
    }

    Optional<WaitingLine> findLine(QueueName queue) {
        return Optional.ofNullable(lines.get(queue));
    }

    WaitingLine line(QueueEntry entry) {
        return line(entry.queue());
    }

    /** A step asks for few lines often: the last one is at hand. */
    private WaitingLine line(QueueName queue) {
        WaitingLine line = lastLine;
        if (line == null || !line.settings().name().equals(queue)) {
            line = lines.get(queue);
            if (line == null) {
                throw new IllegalStateException("no queue " + queue);
            }
            lastLine = line;
        }
        return line;
    }

    QueueTally tally(QueueName queue) {
        QueueTally found = tallies.get(queue);
        if (found == null) {
            throw new IllegalStateException("no queue " + queue);
        }
        return found;
    }

    /** A caller who was put there just now, if no agent was found for it. */
    void waitsAt(QueueEntry entry, int place) {
        if (entry.subject().isCall() && !isOffered(entry)) {
            paces.waits(entry, place, now);
        }
    }

    /** The entry, which its line has at another place already, stands for its caller now. */
    void renew(QueueEntry entry) {
        entries.put(entry.subject(), entry);
        offers.of(entry.subject()).forEach(offer -> offers.put(offer.of(entry)));
        stand(entry);
    }

    /**
     * In the line stands who may be offered to one more agent. One for whom somebody rings is
     * offered to nobody more once its wait is over: what rings is let ring.
     */
    void stand(QueueEntry entry) {
        if (mayBeOffered(entry)) {
            line(entry).giveBack(entry);
        } else {
            line(entry).take(entry);
        }
    }

    /** Whether an agent is asked for, or rings, for one who waits. */
    boolean isOffered(QueueEntry entry) {
        return offers.count(entry.subject()) > 0;
    }

    boolean mayBeOffered(QueueEntry entry) {
        QueueSettings queue = line(entry).settings();
        int offered = offers.count(entry.subject());
        boolean all = queue.distribution().strategy() == Strategy.RING_ALL;
        int most = all && entry.subject().isCall() ? RING_ALL_MAX : 1;
        return offered == 0
                || (offered < most
                        && now.isBefore(entry.maxWaitAt())
                        && !queue.intake().isCleared());
    }

    /** The caller waits no more, in the line or out of it. */
    void forget(QueueEntry entry) {
        entries.remove(entry.subject());
        line(entry).leave(entry);
        paces.forget(entry);
        deadlines.clear(new Due.WaitedOut(entry.subject()));
        deadlines.clear(new Due.Relaxed(entry.subject()));
        kept.waitsNoMore(entry);
    }

    /** Where it is counted what becomes of that entry. */
    QueueTally tally(QueueEntry entry) {
        return tally(entry.subject(), entry.queue());
    }

    /** A call-back is no caller of the queue: it is counted where it is dialled, not here. */
    QueueTally tally(Subject subject, QueueName queue) {
        return subject.isCall() ? tally(queue) : new QueueTally(line(queue).settings());
    }

    /** When the caller has waited long enough for another agent, and for good. */
    void setDeadlines(QueueEntry entry) {
        deadlines.set(new Due.WaitedOut(entry.subject()), entry.maxWaitAt());
        setNextStep(entry);
        kept.waits(entry, now);
    }

    /** When less is asked next of the agents whom the caller waits for. */
    void setNextStep(QueueEntry entry) {
        SkillNeeds needs = line(entry).settings().distribution().needs();
        line(entry).relax(entry, needs.steps(entry.waited(now)));
        needs.nextStep(entry.waited(now), entry.wants().skills())
                .ifPresentOrElse(
                        wait ->
                                deadlines.set(
                                        new Due.Relaxed(entry.subject()),
                                        entry.joinedAt().plus(wait)),
                        () -> deadlines.clear(new Due.Relaxed(entry.subject())));
    }

    /** Whether the agent may be offered the entry now; both are of one queue. */
    boolean canTake(Agent agent, QueueEntry entry) {
        SkillNeeds needs = line(entry).settings().distribution().needs();
        return needs.isMet(
                        agent.settings().abilities().skills(),
                        entry.wants().skills(),
                        needs.steps(entry.waited(now)))
                && !kept.isKeptFrom(agent, entry, now);
    }

    OfferId nextOffer() {
        return new OfferId(offerPrefix + "-" + ++lastOffer);
    }

    long nextArrival() {
        return ++lastArrival;
    }

    void tell(QueueEvent event) {
        decisions.add(new Decision.Tell(event));
    }

    void decide(Decision decision) {
        decisions.add(decision);
    }

    /** Changes an agent's state, with what hangs on it: its deadline and its lease. */
    void become(Agent agent, AgentState wanted) {
        become(agent, wanted, Optional.empty());
    }

    /**
     * The same.
     *
     * @param by who asked for it; empty if nobody did
     */
    void become(Agent agent, AgentState wanted, Optional<String> by) {
        AgentState next = agent.isLeaving() && !isBusy(wanted) ? new LoggedOut() : wanted;
        AgentState before = agent.state();
        Optional<OfferId> lease = before.lease();
        roster.become(agent, next, now);
        kept.changed(agent, before);
        if (lease.isPresent() && !lease.equals(next.lease())) {
            decisions.add(new Decision.Release(lease.get(), agent.id()));
        }
        if (before.endsAt().isPresent() || next.endsAt().isPresent()) {
            setDeadline(agent, next);
        }
        decisions.add(new Decision.AgentBecame(agent.id(), next, by));
        if (agent.isLeaving() && next instanceof LoggedOut) {
            roster.remove(agent);
        }
    }

    /** The agent goes on with what it is doing, to another end. */
    void prolong(Agent agent, AgentState same) {
        roster.become(agent, same, agent.since());
        setDeadline(agent, same);
    }

    private void setDeadline(Agent agent, AgentState state) {
        state.endsAt()
                .ifPresentOrElse(
                        at -> deadlines.set(new Due.Idle(agent.id()), at),
                        () -> deadlines.clear(new Due.Idle(agent.id())));
    }

    /** Whether an agent who leaves is let finish first. */
    private static boolean isBusy(AgentState state) {
        return state instanceof Reserved
                || state instanceof OnCall
                || state instanceof AgentState.Engaged;
    }
}
