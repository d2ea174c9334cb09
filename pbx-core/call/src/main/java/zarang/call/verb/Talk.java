package zarang.call.verb;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import zarang.call.Audience;
import zarang.call.BridgeId;
import zarang.call.CallTermination.Result;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.engine.LegEvent;
import zarang.call.leg.LegOwner;
import zarang.call.recording.RecordedTalk;
import zarang.call.recording.RecordedTalk.Direction;
import zarang.call.recording.RecordingId;

/**
 * The caller and somebody else hear each other, and are recorded. Whom the caller talks with may
 * hand it on.
 */
final class Talk implements Verb, LegOwner {
    /** What follows when the other leg has ended and the caller is still there. */
    interface After {
        /** The other one hung up. */
        void otherHungUp();

        /** The other one was lost. */
        void otherLost();
    }

    private final CallState call;
    private final Counterpart other;
    private final LegId leg;
    private final After after;
    private final TalkTimes times;
    private final BridgeId bridge;

    /** Whose leg the recording ends with. */
    private final LegId recorded;

    private final FeatureKeys keys;

    /** Somebody takes the caller over, or is with the two: told when the other one is gone. */
    private @Nullable Successor successor;

    /**
     * @param leg of the other one; answered
     */
    Talk(CallState call, Counterpart other, LegId leg, Direction direction, After after) {
        this.call = call;
        this.other = other;
        this.leg = leg;
        this.after = after;
        times = new TalkTimes(call, direction);
        bridge = call.bridges.open();
        recorded = call.caller.leg();
        keys = new FeatureKeys(call, leg, this::successor, () -> {});
    }

    /** The same talk, seen from its other side. */
    private Talk(Talk talk, Counterpart other, LegId leg) {
        call = talk.call;
        this.other = other;
        this.leg = leg;
        after = talk.after;
        times = talk.times;
        bridge = talk.bridge;
        recorded = talk.recorded;
        keys = new FeatureKeys(call, leg, this::successor, () -> {});
    }

    void begin() {
        call.verbs.begin(this);
        call.legs.take(leg, other.role(), this);
        join();
        int part = call.clock.beginTalk();
        toRecord()
                .ifPresent(talk ->
                        call.command(
                                new CallCommand.BeginRecording(
                                        new RecordingId(call.id, part),
                                        bridge,
                                        List.of(call.caller.leg(), leg),
                                        talk)));
        other.began(call, times.since());
        times.serves();
    }

    private void join() {
        call.caller.quiet();
        call.join(bridge, call.caller.leg(), new Audience.Everyone());
        call.join(bridge, leg, new Audience.Everyone());
    }

    private Optional<RecordedTalk> toRecord() {
        return other.agent()
                .or(call.caller::agent)
                .map(agent ->
                        new RecordedTalk(
                                other.queue(),
                                agent,
                                times.direction(),
                                call.clock.startedAt(),
                                call.clock.answeredAt(),
                                times.since().at()));
    }

    @Override
    public void on(LegEvent event) {
        switch (event) {
            case LegEvent.Ended ended -> ended(ended);
            case LegEvent.TransferWanted wish ->
                    call.handOn.asked(
                            new TransferAsked.ByPhone(leg, wish.transfer()), wish.target());
            case LegEvent.Answered answered -> {}
            case LegEvent.Arrived arrived -> {}
            case LegEvent.Digit digit -> keys.on(digit.digit());
            case LegEvent.Held held -> call.holds(held, other.agent());
            case LegEvent.AnsweredBy by -> {}
            case LegEvent.PlayFinished finished -> {}
            case LegEvent.Ringing ringing -> {}
        }
    }

    @Override
    public void onTimer(String timer) {
        keys.onTimer(timer);
    }

    @Override
    public void onHeld(LegEvent.Held by) {
        times.held(by, leg);
    }

    private void ended(LegEvent.Ended ended) {
        close();
        call.verbs.done(this);
        if (successor != null) {
            successor.otherGone();
        } else if (ended.byRemote() && ended.cause() == Cause.NORMAL_CLEARING) {
            after.otherHungUp();
        } else {
            after.otherLost();
        }
    }

    Counterpart other() {
        return other;
    }

    LegId leg() {
        return leg;
    }

    After after() {
        return after;
    }

    Direction direction() {
        return times.direction();
    }

    BridgeId bridge() {
        return bridge;
    }

    /** Who takes the caller over at this moment, or is with the two. */
    Optional<Successor> successor() {
        return Optional.ofNullable(successor);
    }

    /** Neither hears the other for now; the caller hears music. The recording goes on. */
    void interrupt(Successor next) {
        successor = next;
        times.interrupted(true);
        call.part(leg);
        call.engine(call.caller.hold());
    }

    /** They hear each other again. */
    void resume() {
        successor = null;
        times.interrupted(false);
        join();
    }

    /** They hear each other again, and {@code third} goes on with the caller after that. */
    void resumeWith(Successor third) {
        successor = third;
        times.interrupted(false);
        join();
    }

    /** The two are alone. */
    void alone() {
        successor = null;
    }

    /**
     * The same talk with its sides changed: the one it was with is the caller from here on, which
     * the call has taken note of, and {@code caller}, who called, may hand it on.
     *
     * @param callerLeg whose leg is this talk's from here on
     */
    Talk turnedRound(Counterpart caller, LegId callerLeg) {
        keys.forget();
        call.verbs.done(this);
        Talk turned = new Talk(this, caller, callerLeg);
        call.verbs.begin(turned);
        call.legs.take(callerLeg, caller.role(), turned);
        return turned;
    }

    /** It is over: the other one's leg is ended. */
    void conclude() {
        close();
        call.verbs.done(this);
        call.hangUp(leg, Cause.NORMAL_CLEARING);
    }

    /**
     * It is over; the other one goes on in another call, and is in this one for the floor so long.
     */
    void giveAway() {
        closeBridge();
        call.verbs.done(this);
        call.legs.letGo(leg);
    }

    /** The other leg is let go too; what the caller still hears is not the other one. */
    @Override
    public Optional<Result> leave(Leaving why) {
        close();
        call.hangUp(leg, Cause.NORMAL_CLEARING);
        return Optional.of(Result.SERVED);
    }

    private void close() {
        closeBridge();
        other.ended(call, times.served());
    }

    private void closeBridge() {
        keys.forget();
        call.clock.endTalk(times.since());
        times.over(other.agent().or(call.caller::agent), other.queue());
        call.closeBridge(bridge);
        call.command(new CallCommand.EndRecording(recorded, bridge));
    }
}
