package zarang.call.verb;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import zarang.call.AgentId;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.Words;
import zarang.call.engine.CallerShown;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.fact.CallDialled;
import zarang.call.leg.LegOwner;
import zarang.call.plan.Route;

/** Whom an agent calls, from the first ringing until the two talk. */
final class Called implements RingOut.Then {
    /** What follows if it does not come to that. */
    interface Then {
        void notTaken(DialOutcome outcome);

        /** It answered, and was gone while the agent's own leg was being answered. */
        void goneAgain(Cause cause);
    }

    private final CallState call;
    private final AgentId by;
    private final Counterpart who;
    private final Then then;
    private final EarlyAudio early;

    /** Rings; null before and after. */
    private @Nullable RingOut ring;

    /** Has answered while the agent's leg is being answered; null otherwise. */
    private @Nullable LegId waiting;

    private Called(CallState call, AgentId by, Counterpart who, Then then) {
        this.call = call;
        this.by = by;
        this.who = who;
        this.then = then;
        early = new EarlyAudio(call);
    }

    /** Rings whom {@code route} leads to. */
    static Called begin(CallState call, AgentId by, Route.Leading route, Then then) {
        Called called = new Called(call, by, Counterpart.of(route, Optional.empty()), then);
        called.ring = RingOut.begin(call, route, CallerShown.of("", by.value()), called);
        return called;
    }

    Counterpart who() {
        return who;
    }

    /** What is heard from there before the answer, such as an announcement, is passed on. */
    @Override
    public void ringing(boolean audible) {
        RingOut rung = ring;
        if (!audible || rung == null) {
            call.engine(new LegCommand.Ring(call.caller.leg()));
        } else {
            early.open(rung.leg());
        }
    }

    @Override
    public void answered(LegId leg) {
        ring = null;
        waiting = leg;
        call.legs.take(leg, who.role(), new Answering());
        wrote(DialOutcome.ANSWERED);
        call.engine(new LegCommand.Answer(call.caller.leg()));
    }

    @Override
    public void failed(DialOutcome outcome) {
        ring = null;
        wrote(outcome);
        early.close();
        then.notTaken(outcome);
    }

    /** It waits while the agent's own leg is being answered. */
    private final class Answering implements LegOwner {
        @Override
        public void on(LegEvent event) {
            if (event instanceof LegEvent.Ended ended) {
                waiting = null;
                early.close();
                then.goneAgain(ended.cause());
            } else if (event instanceof LegEvent.TransferWanted wish) {
                call.cannotHandOn(wish);
            }
        }
    }

    /** The agent's own leg is answered: the leg of the one who waits, which is the caller's now. */
    Optional<LegId> taken() {
        Optional<LegId> leg = Optional.ofNullable(waiting);
        waiting = null;
        leg.ifPresent(answered -> early.close());
        return leg;
    }

    /** If it still rings, it rings on for another call. */
    Optional<LegId> giveAway() {
        RingOut rung = ring;
        if (rung == null) {
            return Optional.empty();
        }
        ring = null;
        early.close();
        rung.giveAway();
        return Optional.of(rung.leg());
    }

    /** The call ends; who rings is ended by its verb. */
    void leave() {
        early.close();
        if (waiting != null) {
            call.hangUp(waiting, Cause.NORMAL_CLEARING);
            waiting = null;
        }
        if (ring != null) {
            wrote(DialOutcome.CANCELLED);
            ring = null;
        }
    }

    private void wrote(DialOutcome outcome) {
        call.write(new CallDialled(by, who.agent(), Words.of(outcome)));
    }
}
