package zarang.call.verb;

import java.util.Optional;
import zarang.call.Audience;
import zarang.call.BridgeId;
import zarang.call.CallTermination.Result;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.engine.LegEvent;
import zarang.call.leg.LegOwner;

/** An agent talks with whom it wants to hand its caller on to, while the caller hears music. */
final class Consult implements Verb, LegOwner {
    private final CallState call;
    private final Counterpart with;
    private final LegId leg;
    private final BridgeId bridge;
    private final Runnable whenGone;

    private Consult(CallState call, Counterpart with, LegId leg, Runnable whenGone) {
        this.call = call;
        this.with = with;
        this.leg = leg;
        this.whenGone = whenGone;
        bridge = call.bridges.open();
    }

    /**
     * Joins the two.
     *
     * @param agent whose leg is its talk's
     * @param leg of the one who is consulted; answered
     * @param whenGone that one hung up
     */
    static Consult begin(
            CallState call, Counterpart with, LegId agent, LegId leg, Runnable whenGone) {
        Consult consult = new Consult(call, with, leg, whenGone);
        call.verbs.begin(consult);
        call.legs.take(leg, with.role(), consult);
        call.join(consult.bridge, agent, new Audience.Everyone());
        call.join(consult.bridge, leg, new Audience.Everyone());
        with.began(call, call.clock.now());
        return consult;
    }

    @Override
    public void on(LegEvent event) {
        if (event instanceof LegEvent.Ended) {
            close();
            with.ended(call);
            whenGone.run();
        } else if (event instanceof LegEvent.TransferWanted wish) {
            call.cannotHandOn(wish);
        }
    }

    /** It goes on with the caller: its leg is from now on whoever's this is. */
    LegId handOver() {
        close();
        return leg;
    }

    /** It is not needed any more. */
    void hangUp() {
        close();
        with.ended(call);
        call.hangUp(leg, Cause.NORMAL_CLEARING);
    }

    private void close() {
        call.closeBridge(bridge);
        call.verbs.done(this);
    }

    @Override
    public Optional<Result> leave(Leaving why) {
        call.closeBridge(bridge);
        with.ended(call);
        call.hangUp(leg, Cause.NORMAL_CLEARING);
        return Optional.empty();
    }
}
