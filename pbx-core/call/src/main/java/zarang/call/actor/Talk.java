package zarang.call.actor;

import zarang.call.Cause;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.journal.CallFact;
import zarang.call.queue.QueueCommand;
import zarang.call.recording.RecordingId;
import zarang.call.script.ScriptEvent;

/** Caller and agent hear each other, and are recorded. */
final class Talk {
    private final CallState call;
    private final WaitInQueue queue;

    Talk(CallState call, WaitInQueue queue) {
        this.call = call;
        this.queue = queue;
    }

    void begin(Phase.Ringing ringing) {
        call.phase =
                new Phase.Talking(
                        ringing.queue(),
                        ringing.offer(),
                        ringing.agent(),
                        ringing.agentLeg(),
                        call.now);
        call.talked = true;
        call.command(new CallCommand.CancelTimer(RingAgent.TIMER));
        call.engine(new LegCommand.Bridge(call.callerLeg, ringing.agentLeg()));
        call.command(
                new CallCommand.BeginRecording(
                        new RecordingId(call.id, ++call.recordings),
                        call.callerLeg,
                        ringing.agentLeg(),
                        call.recorded(ringing.queue(), ringing.agent())));
        call.command(
                new CallCommand.Queue(
                        new QueueCommand.OfferAnswered(call.id, ringing.offer(), ringing.agent())));
        call.write(new CallFact.CallAnswered(ringing.queue(), ringing.agent(), call.endWait()));
    }

    /**
     * The agent hung up: the script goes on. An agent who was lost: the caller waits again at its
     * old place.
     */
    void agentLegEnded(Phase.Talking talking, LegEvent.Ended ended) {
        close(talking);
        if (ended.byRemote() && ended.cause() == Cause.NORMAL_CLEARING) {
            call.phase = new Phase.InScript();
            call.forScript.add(new ScriptEvent.QueueLeft(ScriptEvent.QueueResult.ANSWERED));
        } else {
            queue.again(talking.queue());
        }
    }

    /** The call ends: the agent's leg is let go too. */
    void hangUpAgent(Phase.Talking talking) {
        close(talking);
        call.engine(new LegCommand.HangUp(talking.agentLeg(), Cause.NORMAL_CLEARING));
    }

    private void close(Phase.Talking talking) {
        call.talk = call.talk.plus(call.now.since(talking.since()));
        call.command(new CallCommand.EndRecording(call.callerLeg));
        call.command(
                new CallCommand.Queue(
                        new QueueCommand.TalkEnded(call.id, talking.offer(), talking.agent())));
    }
}
