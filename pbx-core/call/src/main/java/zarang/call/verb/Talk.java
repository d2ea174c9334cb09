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
import zarang.call.loop.Moment;
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

        /** The other one wants to hand the caller on, on {@code talk}. */
        void transferWanted(Talk talk, LegEvent.TransferWanted wish);
    }

    private final CallState call;
    private final Counterpart other;
    private final LegId leg;
    private final Direction direction;
    private final After after;
    private final Moment since;
    private final BridgeId bridge;

    /** Hears that the other one is gone, while the caller is being handed on. */
    private @Nullable Runnable transfer;

    /**
     * @param leg of the other one; answered
     */
    Talk(CallState call, Counterpart other, LegId leg, Direction direction, After after) {
        this.call = call;
        this.other = other;
        this.leg = leg;
        this.direction = direction;
        this.after = after;
        since = call.clock.now();
        bridge = call.bridges.open();
    }

    void begin() {
        call.verbs.begin(this);
        call.legs.take(leg, other.role(), this);
        join();
        int part = call.clock.beginTalk();
        recorded()
                .ifPresent(talk ->
                        call.command(
                                new CallCommand.BeginRecording(
                                        new RecordingId(call.id, part),
                                        bridge,
                                        List.of(call.caller.leg(), leg),
                                        talk)));
        other.began(call, since);
    }

    private void join() {
        call.caller.quiet();
        call.join(bridge, call.caller.leg(), new Audience.Everyone());
        call.join(bridge, leg, new Audience.Everyone());
    }

    private Optional<RecordedTalk> recorded() {
        return other.agent()
                .or(call.caller::agent)
                .map(agent ->
                        new RecordedTalk(
                                other.queue(),
                                agent,
                                direction,
                                call.clock.startedAt(),
                                call.clock.answeredAt(),
                                since.at()));
    }

    @Override
    public void on(LegEvent event) {
        switch (event) {
            case LegEvent.Ended ended -> ended(ended);
            case LegEvent.TransferWanted wish -> after.transferWanted(this, wish);
            case LegEvent.Answered answered -> {}
            case LegEvent.Arrived arrived -> {}
            case LegEvent.Digit digit -> {}
            case LegEvent.Held held -> {}
            case LegEvent.PlayFinished finished -> {}
            case LegEvent.Ringing ringing -> {}
        }
    }

    private void ended(LegEvent.Ended ended) {
        close();
        call.verbs.done(this);
        if (transfer != null) {
            transfer.run();
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
        return direction;
    }

    /** Whether it is being handed on at this moment. */
    boolean isInTransfer() {
        return transfer != null;
    }

    /** Neither hears the other for now; the caller hears music. The recording goes on. */
    void interrupt(Runnable whenOtherGone) {
        transfer = whenOtherGone;
        call.part(leg);
        call.engine(call.caller.hold());
    }

    /** They hear each other again. */
    void resume() {
        transfer = null;
        join();
    }

    /** It is over: the other one's leg is ended. */
    void conclude() {
        close();
        call.verbs.done(this);
        call.hangUp(leg, Cause.NORMAL_CLEARING);
    }

    /**
     * It is over, and the other one goes on in another call: the floor has it in this one until
     * then.
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
        other.ended(call);
    }

    private void closeBridge() {
        call.clock.endTalk(since);
        call.closeBridge(bridge);
        call.command(new CallCommand.EndRecording(call.caller.leg(), bridge));
    }
}
