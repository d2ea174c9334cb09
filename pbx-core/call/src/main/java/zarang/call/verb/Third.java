package zarang.call.verb;

import java.util.Optional;
import zarang.call.Audience;
import zarang.call.CallTermination.Result;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.fact.CallTransferred;
import zarang.call.leg.LegOwner;
import zarang.call.recording.RecordingSink;

/**
 * Somebody whom an agent has brought into its talk: all three hear one another, and are recorded
 * where the two are. Whoever hangs up leaves the other two to each other, but for the caller, with
 * whom the call ends.
 */
final class Third implements Verb, LegOwner, Successor {
    private final CallState call;
    private final Talk talk;
    private final Counterpart who;
    private final LegId leg;
    private final TalkTimes times;

    /**
     * @param leg of {@code who}; answered
     */
    Third(CallState call, Talk talk, Counterpart who, LegId leg) {
        this.call = call;
        this.talk = talk;
        this.who = who;
        this.leg = leg;
        times = new TalkTimes(call, talk.direction());
    }

    void begin() {
        call.verbs.begin(this);
        call.legs.take(leg, who.role(), this);
        talk.resumeWith(this);
        call.join(talk.bridge(), leg, new Audience.Everyone());
        call.engine(new LegCommand.RecordToo(leg, talk.bridge(), RecordingSink.THIRD));
    }

    @Override
    public boolean isForCaller() {
        return false;
    }

    @Override
    public void on(LegEvent event) {
        if (event instanceof LegEvent.Held held) {
            call.holds(held, who.agent());
        } else if (event instanceof LegEvent.TransferWanted wish) {
            call.cannotHandOn(wish);
        } else if (event instanceof LegEvent.Ended) {
            call.verbs.done(this);
            over();
            who.ended(call);
            talk.alone();
        }
    }

    @Override
    public void onHeld(LegEvent.Held by) {
        times.held(by, leg);
    }

    private void over() {
        times.over(who.agent(), who.queue());
    }

    /** It goes on with the caller. */
    @Override
    public void otherGone() {
        call.verbs.done(this);
        over();
        call.write(new CallTransferred(talk.other().agent(), who.agent(), true));
        new Talk(call, who, leg, talk.direction(), talk.after()).begin();
    }

    @Override
    public Optional<Result> leave(Leaving why) {
        over();
        who.ended(call);
        call.hangUp(leg, Cause.NORMAL_CLEARING);
        return Optional.empty();
    }
}
