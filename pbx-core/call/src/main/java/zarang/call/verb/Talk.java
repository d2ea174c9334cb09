package zarang.call.verb;

import java.util.List;
import java.util.Optional;
import zarang.call.Audience;
import zarang.call.BridgeId;
import zarang.call.CallTermination.Result;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.engine.LegEvent;
import zarang.call.fact.CallAnswered;
import zarang.call.leg.LegOwner;
import zarang.call.leg.LegRole;
import zarang.call.loop.Moment;
import zarang.call.queue.QueueCommand;
import zarang.call.recording.RecordedTalk;
import zarang.call.recording.RecordingId;

/** Caller and agent hear each other, and are recorded. */
final class Talk implements Verb, LegOwner {
    /** What follows when the agent's leg has ended and the caller is still there. */
    interface After {
        /** The agent hung up. */
        void agentHungUp();

        /** The agent was lost. */
        void agentLost();
    }

    /** What of a talk is recorded: the caller on the left, the agent on the right. */
    private static final List<LegRole> TRACKS = List.of(LegRole.CALLER, LegRole.AGENT);

    private final CallState call;
    private final AgentOffer offer;
    private final LegId agentLeg;
    private final After after;
    private final Moment since;
    private final BridgeId bridge;

    Talk(CallState call, AgentOffer offer, LegId agentLeg, After after) {
        this.call = call;
        this.offer = offer;
        this.agentLeg = agentLeg;
        this.after = after;
        since = call.clock.now();
        bridge = call.bridges.open();
    }

    void begin() {
        call.verbs.begin(this);
        call.legs.hand(agentLeg, this);
        call.join(bridge, call.caller.leg(), new Audience.Everyone());
        call.join(bridge, agentLeg, new Audience.Everyone());
        call.command(
                new CallCommand.BeginRecording(
                        new RecordingId(call.id, call.clock.beginTalk()),
                        bridge,
                        tracks(),
                        new RecordedTalk(
                                offer.queue(),
                                offer.agent(),
                                RecordedTalk.Direction.INBOUND,
                                call.clock.startedAt(),
                                call.clock.answeredAt(),
                                since.at())));
        call.queue(new QueueCommand.OfferAnswered(call.id, offer.id(), offer.agent()));
        call.write(new CallAnswered(offer.queue(), offer.agent(), call.clock.waits().end(since)));
    }

    private List<LegId> tracks() {
        return TRACKS.stream()
                .map(role -> call.legs.find(role, call.bridges.legs(bridge)))
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public void on(LegEvent event) {
        if (event instanceof LegEvent.Ended ended) {
            close();
            call.verbs.done(this);
            if (ended.byRemote() && ended.cause() == Cause.NORMAL_CLEARING) {
                after.agentHungUp();
            } else {
                after.agentLost();
            }
        }
    }

    /** The agent's leg is let go too; what the caller still hears is not the agent. */
    @Override
    public Optional<Result> leave(Leaving why) {
        close();
        call.hangUp(agentLeg, Cause.NORMAL_CLEARING);
        return Optional.of(Result.SERVED);
    }

    private void close() {
        call.clock.endTalk(since);
        call.closeBridge(bridge);
        call.command(new CallCommand.EndRecording(call.caller.leg(), bridge));
        call.queue(new QueueCommand.TalkEnded(call.id, offer.id(), offer.agent()));
    }
}
