package zarang.call.verb;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import zarang.call.AgentId;
import zarang.call.CallTermination.Result;
import zarang.call.LegId;
import zarang.call.QueueName;
import zarang.call.Words;
import zarang.call.engine.DialTarget;
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
    private final WaitingPlace place;

    /**
     * @param tell hears how it ended, unless the call ends, and what was asked meanwhile
     */
    WaitInQueue(CallState call, ScriptCommand.JoinQueue wish, Consumer<ScriptEvent> tell) {
        this.call = call;
        this.wish = wish;
        this.tell = tell;
        place = new WaitingPlace(call, wish);
        sound = new QueueSound(call, wish, () -> call.verbs.isUnderWay(this));
    }

    void begin() {
        begin(false);
    }

    /** The same of one who has lost whom it talked with. */
    void beginAgain() {
        begin(true);
    }

    private void begin(boolean lost) {
        call.caller.waitsWith(wish.music(), wish.language());
        enter(lost);
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

    private void enter(boolean lost) {
        call.verbs.begin(this);
        place.enter(lost);
    }

    /**
     * Waits on where it had waited before this call, if it waits: one who is served by then is
     * served.
     */
    @Override
    public void onRegained(QueueName where, Duration waited) {
        if (call.verbs.isUnderWay(this)) {
            place.regained(where, waited);
        }
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
            case QueueEvent.Joined joined -> place.joined(joined);
            case QueueEvent.Placed at -> {
                if (place.isIn(at.queue())) {
                    tell.accept(new ScriptEvent.Placed(at.position(), at.band()));
                }
            }
            case QueueEvent.Offered _, QueueEvent.OfferRevoked _ -> {}
            case QueueEvent.Moved moved -> place.moved(moved);
            case QueueEvent.Reprioritised given -> place.reprioritised(given);
            case QueueEvent.Over over -> over(over.outcome());
        }
    }

    private void ring(QueueEvent.Offered offered) {
        AgentOffer offer = AgentOffer.of(offered, place.queue());
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
        back(result, Words.of(outcome), !place.isGiven());
    }

    /** The caller chose to leave; an agent that rings is let go. One who talks has not waited. */
    void leaveByKey() {
        if (call.verbs.isUnderWay(this)) {
            call.verbs.leaveAbove(this, Leaving.CALLER_CHOSE);
            place.tellLeft(LeaveReason.LEFT_BY_KEY);
            back(QueueResult.LEFT_BY_KEY, "left-by-key", false);
        }
    }

    /** Somebody else than the one who rings has taken the caller, on {@code leg}. */
    void pickedUp(AgentId by, DialTarget phone, LegId leg) {
        call.verbs.leaveAbove(this, Leaving.CALLER_CHOSE);
        call.verbs.done(this);
        place.tellLeft(LeaveReason.PICKED_UP);
        call.write(call.clock.waits().answered(place.queue(), by, call.clock.now()));
        Counterpart colleague = new Counterpart.Colleague(by, phone, Optional.of(place.queue()));
        new Talk(call, colleague, leg, Direction.INBOUND, new AfterTalk()).begin();
    }

    @Override
    public Optional<Result> leave(Leaving why) {
        boolean gone = why == Leaving.CALLER_GONE;
        place.tellLeft(gone ? LeaveReason.ABANDONED : LeaveReason.CALL_FAILED);
        place.left(gone ? "abandoned" : "stopped", false);
        return Optional.of(gone ? Result.ABANDONED_IN_QUEUE : Result.FAILED);
    }

    private void back(QueueResult result, String reason, boolean refused) {
        call.verbs.done(this);
        call.engine(call.caller.stopPlay());
        place.left(reason, refused);
        tell.accept(new ScriptEvent.QueueLeft(result));
    }

    private final class AfterTalk implements Talk.After {
        @Override
        public void otherHungUp() {
            tell.accept(new ScriptEvent.QueueLeft(QueueResult.ANSWERED));
        }

        /** At the place the call already has. */
        @Override
        public void otherLost() {
            enter(true);
            sound.beginAgain();
        }
    }
}
