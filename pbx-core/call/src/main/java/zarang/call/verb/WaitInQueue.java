package zarang.call.verb;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import zarang.call.AgentId;
import zarang.call.CallTermination.Result;
import zarang.call.LegId;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.Words;
import zarang.call.engine.DialTarget;
import zarang.call.fact.CallerWait;
import zarang.call.fact.QueueJoined;
import zarang.call.fact.QueueRegained;
import zarang.call.fact.QueueReprioritised;
import zarang.call.fact.Subject;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueCommand.LeaveReason;
import zarang.call.queue.QueueEvent;
import zarang.call.recording.RecordedTalk.Direction;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptEvent;
import zarang.call.script.ScriptEvent.QueueResult;

/**
 * The caller waits for an agent, from the first moment on, and hears an announcement, then music.
 * While an agent rings it waits on; after a talk that was lost it waits again.
 */
final class WaitInQueue implements Verb {
    private final CallState call;
    private final ScriptCommand.JoinQueue wish;
    private final Consumer<ScriptEvent> tell;
    private final QueueSound sound;

    /** Whether the queue has let the caller in, this time. */
    private boolean placed;

    /** Where the caller waits now: it may have been moved. */
    private QueueName queue;

    /**
     * @param tell hears how it ended, unless the call ends, and what was asked meanwhile
     */
    WaitInQueue(CallState call, ScriptCommand.JoinQueue wish, Consumer<ScriptEvent> tell) {
        this.call = call;
        this.wish = wish;
        queue = wish.queue();
        this.tell = tell;
        sound = new QueueSound(call, wish, () -> call.verbs.isUnderWay(this));
    }

    void begin() {
        call.caller.waitsWith(wish.music(), wish.language());
        enter();
        sound.begin();
    }

    /** Tells a caller who waits more; one who talks is told nothing. */
    void announce(ScriptCommand.Announce more) {
        sound.announce(more);
    }

    /** Asks where a caller who waits stands. */
    void askPlace() {
        if (call.verbs.isInFront(this)) {
            call.queue(new QueueCommand.AskPlace(call.id));
        }
    }

    private void enter() {
        placed = false;
        call.clock.waits().begin(queue, call.clock.now());
        call.verbs.begin(this);
        join();
    }

    /**
     * Waits on where it had waited before this call, if it waits: one who is served by then is
     * served.
     */
    @Override
    public void onRegained(QueueName where, Duration waited) {
        if (call.verbs.isUnderWay(this) && queue.equals(where)) {
            call.write(new QueueRegained(queue, waited.toMillis()));
            join();
        }
    }

    private void join() {
        Waits waits = call.clock.waits();
        call.queue(
                new QueueCommand.Join(
                        Subject.of(call.id),
                        queue,
                        tier(),
                        call.clock.now().at().minus(waits.age(call.clock.now())),
                        waits.ahead(),
                        wish.wants()));
    }

    private Tier tier() {
        return call.clock.waits().tier().orElseGet(call.caller::tier);
    }

    /** What finds the caller rung, talking or gone has crossed with it: the floor knows. */
    @Override
    public void on(QueueEvent event) {
        if (event instanceof QueueEvent.Offered offered
                && call.verbs.isInFrontBut(RingAgent.class, this)) {
            ring(offered);
        } else if (call.verbs.isInFront(this)) {
            told(event);
        }
    }

    private void told(QueueEvent event) {
        switch (event) {
            case QueueEvent.Joined joined -> joined(joined);
            case QueueEvent.Placed at -> at(at);
            case QueueEvent.Offered _, QueueEvent.OfferRevoked _ -> {}
            case QueueEvent.Moved moved -> moved(moved);
            case QueueEvent.Reprioritised given -> reprioritised(given);
            case QueueEvent.Over over -> over(over.outcome());
        }
    }

    private void at(QueueEvent.Placed at) {
        if (queue.equals(at.queue())) {
            tell.accept(new ScriptEvent.Placed(at.position(), at.band()));
        }
    }

    private void joined(QueueEvent.Joined joined) {
        if (!placed && queue.equals(joined.queue())) {
            placed(joined.position());
        }
    }

    private void moved(QueueEvent.Moved moved) {
        if (!queue.equals(moved.from())) {
            return;
        }
        queue = moved.queue();
        call.write(call.clock.waits().moved(moved, !placed, call.clock.now()));
        placed(moved.position());
    }

    private void placed(int position) {
        placed = true;
        call.write(
                new QueueJoined(
                        queue,
                        tier(),
                        position,
                        call.clock.waits().current().map(CallerWait::since)));
    }

    private void reprioritised(QueueEvent.Reprioritised given) {
        call.clock.waits().reprioritise(given.tier(), given.ahead());
        call.write(
                new QueueReprioritised(
                        given.queue(),
                        given.tier(),
                        given.ahead().toMillis(),
                        given.position(),
                        given.by()));
    }

    private void ring(QueueEvent.Offered offered) {
        AgentOffer offer = AgentOffer.of(offered, queue);
        new RingAgent(call, offer, leg -> talk(offer, leg)).begin(offered);
    }

    private void talk(AgentOffer offer, LegId agentLeg) {
        call.verbs.leaveAbove(this, Leaving.ANSWERED_ELSEWHERE);
        call.verbs.done(this);
        new Talk(call, new Counterpart.Offered(offer), agentLeg, Direction.INBOUND, new AfterTalk())
                .begin();
    }

    private void over(QueueEvent.Outcome outcome) {
        QueueResult result =
                switch (outcome) {
                    case FULL -> QueueResult.FULL;
                    case MAX_WAIT -> QueueResult.MAX_WAIT;
                    case NO_AGENTS, UNKNOWN_QUEUE -> QueueResult.NO_AGENTS;
                    case CLOSED -> QueueResult.CLOSED;
                };
        back(result, Words.of(outcome), !placed);
    }

    /** The caller chose to leave; an agent that rings is let go. One who talks has not waited. */
    void leaveByKey() {
        if (call.verbs.isUnderWay(this)) {
            call.verbs.leaveAbove(this, Leaving.CALLER_CHOSE);
            tellLeft(LeaveReason.LEFT_BY_KEY);
            back(QueueResult.LEFT_BY_KEY, "left-by-key", false);
        }
    }

    /** Somebody else than the one who rings has taken the caller, on {@code leg}. */
    void pickedUp(AgentId by, DialTarget phone, LegId leg) {
        call.verbs.leaveAbove(this, Leaving.CALLER_CHOSE);
        call.verbs.done(this);
        tellLeft(LeaveReason.PICKED_UP);
        call.write(call.clock.waits().answered(queue, by, call.clock.now()));
        Counterpart colleague = new Counterpart.Colleague(by, phone, Optional.of(queue));
        new Talk(call, colleague, leg, Direction.INBOUND, new AfterTalk()).begin();
    }

    @Override
    public Optional<Result> leave(Leaving why) {
        boolean gone = why == Leaving.CALLER_GONE;
        tellLeft(gone ? LeaveReason.ABANDONED : LeaveReason.CALL_FAILED);
        wrote(gone ? "abandoned" : "stopped", false);
        return Optional.of(gone ? Result.ABANDONED_IN_QUEUE : Result.FAILED);
    }

    private void back(QueueResult result, String reason, boolean refused) {
        call.verbs.done(this);
        call.engine(call.caller.stopPlay());
        wrote(reason, refused);
        tell.accept(new ScriptEvent.QueueLeft(result));
    }

    private void wrote(String reason, boolean refused) {
        call.write(call.clock.waits().left(queue, reason, refused, call.clock.now()));
    }

    private void tellLeft(LeaveReason reason) {
        call.queue(new QueueCommand.Leave(call.id, reason));
    }

    private final class AfterTalk implements Talk.After {
        @Override
        public void otherHungUp() {
            tell.accept(new ScriptEvent.QueueLeft(QueueResult.ANSWERED));
        }

        /** At the place the call already has. */
        @Override
        public void otherLost() {
            enter();
            sound.beginAgain();
        }
    }
}
