package zarang.call.verb;

import java.time.Duration;
import java.util.Optional;
import zarang.call.CallTermination.Result;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.engine.CallerShown;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.leg.LegOwner;
import zarang.call.leg.LegRole;
import zarang.call.plan.Route;

/** Somebody is rung whom the dial plan found: a colleague, or a number outside. */
final class RingOut implements Verb, LegOwner {
    /** What follows; one of {@code answered} and {@code failed}, once, unless it is left. */
    interface Then {
        /** It rings; again when its audio can be heard only later. */
        default void ringing(boolean audible) {}

        /** The leg is from now on whoever's this is. */
        void answered(LegId leg);

        /** The leg is gone. */
        void failed(DialOutcome outcome);

        /**
         * The same.
         *
         * @param wrong whether there is nobody by that number
         */
        default void failed(DialOutcome outcome, boolean wrong) {
            failed(outcome);
        }
    }

    private final CallState call;
    private final Then then;
    private final LegId leg;
    private final String timer;

    private RingOut(CallState call, LegId leg, Then then) {
        this.call = call;
        this.leg = leg;
        this.then = then;
        timer = "ring:" + leg;
    }

    /** Rings whomever {@code route} leads to. */
    static RingOut begin(CallState call, Route.Leading route, CallerShown shown, Then then) {
        LegRole role = route instanceof Route.Colleague ? LegRole.AGENT : LegRole.OUTSIDE;
        RingOut ring = new RingOut(call, call.legs.reserve(), then);
        ring.dial(role, call.caller.leg(), route, shown);
        return ring;
    }

    /**
     * Rings whom nobody has called yet, on the leg that is kept for it.
     *
     * @param beside whose media it is to share
     */
    static void theCaller(
            CallState call, LegId beside, Route.Leading route, CallerShown shown, Then then) {
        new RingOut(call, call.caller.leg(), then).dial(LegRole.OUTSIDE, beside, route, shown);
    }

    private void dial(LegRole role, LegId beside, Route.Leading route, CallerShown shown) {
        call.legs.take(leg, role, this);
        wait(route.ringTimeout());
        call.engine(new LegCommand.Dial(leg, beside, route.target(), shown));
    }

    /** Goes on ringing a leg that another call rang. */
    static void adopt(CallState call, LegId leg, LegRole role, Duration limit, Then then) {
        RingOut ring = new RingOut(call, leg, then);
        call.legs.take(leg, role, ring);
        ring.wait(limit);
    }

    private void wait(Duration limit) {
        call.verbs.begin(this);
        call.setTimer(timer, limit);
    }

    LegId leg() {
        return leg;
    }

    @Override
    public void on(LegEvent event) {
        switch (event) {
            case LegEvent.Ringing ringing -> then.ringing(ringing.audible());
            case LegEvent.Answered answered -> {
                done();
                then.answered(leg);
            }
            case LegEvent.Ended ended -> {
                done();
                then.failed(DialOutcome.of(ended), ended.cause() == Cause.UNALLOCATED_NUMBER);
            }
            case LegEvent.Arrived arrived -> {}
            case LegEvent.Digit digit -> {}
            case LegEvent.PlayFinished finished -> {}
            case LegEvent.Held held -> {}
            case LegEvent.AnsweredBy by -> {}
            case LegEvent.TransferWanted wish -> {}
        }
    }

    @Override
    public void onTimer(String which) {
        if (which.equals(timer)) {
            done();
            call.hangUp(leg, Cause.NO_ANSWER);
            then.failed(DialOutcome.NO_ANSWER);
        }
    }

    /** The leg rings on and is another call's. */
    void giveAway() {
        done();
        call.legs.letGo(leg);
        call.bridges.leave(leg);
    }

    @Override
    public Optional<Result> leave(Leaving why) {
        call.cancelTimer(timer);
        call.hangUp(leg, Cause.NORMAL_CLEARING);
        return Optional.empty();
    }

    private void done() {
        call.cancelTimer(timer);
        call.verbs.done(this);
    }
}
