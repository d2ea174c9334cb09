package zarang.call.actor;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import zarang.call.CallId;
import zarang.call.CallTermination;
import zarang.call.LegId;
import zarang.call.PhoneNumber;
import zarang.call.Tier;
import zarang.call.engine.LegEvent;
import zarang.call.journal.CallFact;
import zarang.call.loop.Moment;
import zarang.call.member.MemberLookup;
import zarang.call.queue.Places;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueEvent;
import zarang.call.script.ScriptEvent;
import zarang.call.script.ScriptRun;

/**
 * One call: a state machine, event in, commands out. No I/O, no clock, no thread of its own.
 *
 * <p>It holds the state and hands each event to the verb whose business it is; {@link Phase} draws
 * the states. Events that crossed with a change of state (an offer for a caller who has left, a leg
 * that was let go) fall through in silence.
 */
public final class CallActor {
    private final CallState call;
    private final LegEvent.Arrived arrival;
    private final EndCall end;
    private final WaitInQueue queue;
    private final RingAgent ring;
    private final Talk talk;
    private final RunScript script;
    private final StopCall stop;

    /**
     * A call that begins.
     *
     * @param caller the trusted number, if there is one
     * @param lowestTier of a caller who is not known as a member
     * @param legs gives the ids of legs to agents
     * @param places asked once, when the caller first waits
     */
    public CallActor(
            CallId id,
            LegEvent.Arrived arrival,
            Optional<PhoneNumber> caller,
            Tier lowestTier,
            ScriptRun run,
            Supplier<LegId> legs,
            Places places,
            Moment now) {
        this.arrival = arrival;
        call = new CallState(id, arrival.leg(), caller, lowestTier, run, now);
        end = new EndCall(call);
        queue = new WaitInQueue(call, places);
        ring = new RingAgent(call, legs);
        talk = new Talk(call, queue);
        script = new RunScript(call, queue, end);
        stop = new StopCall(call, end);
    }

    public CallId id() {
        return call.id;
    }

    /** The trusted number, if there is one. */
    Optional<PhoneNumber> caller() {
        return call.caller;
    }

    /**
     * What follows from {@code event} at {@code now}. After {@link CallCommand.Finish} nothing
     * follows from anything.
     */
    public List<CallCommand> on(CallEvent event, Moment now) {
        if (call.over()) {
            return List.of();
        }
        call.now = now;
        switch (event) {
            case CallEvent.Begun begun -> begin();
            case CallEvent.OnLeg leg when leg.event().leg().equals(call.callerLeg) ->
                    onCallerLeg(leg.event());
            case CallEvent.OnLeg leg -> onAgentLeg(leg.event());
            case CallEvent.OnQueue on -> onQueue(on.event());
            case CallEvent.LookedUp lookedUp -> lookedUp(lookedUp.result());
            case CallEvent.TimerFired fired -> onTimer(fired.timer());
            case CallEvent.Stop asked ->
                    stop.begin(asked, () -> leave(QueueCommand.LeaveReason.CALL_FAILED));
        }
        script.drain();
        return call.takeCommands();
    }

    /**
     * Ends the call, if it has not ended, because its own code or a port failed. Gives the facts
     * that are not handed out yet. Legs and place are given back elsewhere.
     */
    List<CallFact> brokenOff(Moment now) {
        call.now = now;
        if (!call.over()) {
            end.broken();
        }
        return call.takeCommands().stream()
                .filter(CallCommand.Write.class::isInstance)
                .map(command -> ((CallCommand.Write) command).fact())
                .toList();
    }

    /** How the call ended, once it has. */
    Optional<CallTermination> termination() {
        return call.phase instanceof Phase.Over over
                ? Optional.of(over.termination())
                : Optional.empty();
    }

    private void begin() {
        call.write(
                new CallFact.CallStarted(
                        call.caller,
                        arrival.calledUser(),
                        arrival.trunk(),
                        call.run.script(),
                        call.run.version()));
        call.forScript.add(new ScriptEvent.Started());
    }

    private void onCallerLeg(LegEvent event) {
        switch (event) {
            case LegEvent.Answered answered -> {
                if (!call.answered()) {
                    call.markAnswered();
                    call.write(new CallFact.CallConnected());
                    call.forScript.add(new ScriptEvent.Answered());
                }
            }
            case LegEvent.Digit digit -> call.forScript.add(new ScriptEvent.Digit(digit.digit()));
            case LegEvent.PlayFinished finished -> {
                if (finished.play() == call.play) {
                    played();
                }
            }
            case LegEvent.Ended ended -> {
                Phase left = call.phase;
                leave(QueueCommand.LeaveReason.ABANDONED);
                end.callerGone(ended.cause(), ended.byRemote(), left);
            }
            case LegEvent.Arrived again -> {}
            case LegEvent.Ringing ringing -> {}
        }
    }

    private void played() {
        Sound heard = call.sound;
        call.sound = Sound.NONE;
        switch (heard) {
            case SCRIPT -> call.forScript.add(new ScriptEvent.PlayFinished());
            case ANNOUNCEMENT -> queue.announced();
            case MUSIC, NONE -> {}
        }
    }

    private void onAgentLeg(LegEvent event) {
        if (call.phase instanceof Phase.Ringing ringing && ringing.agentLeg().equals(event.leg())) {
            switch (event) {
                case LegEvent.Answered answered -> talk.begin(ringing);
                case LegEvent.Ended ended -> ring.agentLegEnded(ringing, ended);
                case LegEvent.Ringing rings -> {}
                case LegEvent.Arrived arrived -> {}
                case LegEvent.Digit digit -> {}
                case LegEvent.PlayFinished finished -> {}
            }
        } else if (call.phase instanceof Phase.Talking talking
                && talking.agentLeg().equals(event.leg())
                && event instanceof LegEvent.Ended ended) {
            talk.agentLegEnded(talking, ended);
        }
    }

    private void onQueue(QueueEvent event) {
        switch (event) {
            case QueueEvent.Joined joined -> queue.joined(joined);
            case QueueEvent.Offered offered -> ring.offered(offered);
            case QueueEvent.OfferRevoked revoked -> ring.revoked(revoked.offer());
            case QueueEvent.Over over -> queue.over(over);
        }
    }

    private void lookedUp(MemberLookup result) {
        if (result instanceof MemberLookup.Found found) {
            call.member = Optional.of(found.member());
            call.write(new CallFact.CallerIdentified(found.member().id(), found.member().tier()));
        }
        call.forScript.add(new ScriptEvent.LookedUp(result));
    }

    private void onTimer(String timer) {
        if (timer.startsWith(RunScript.TIMER)) {
            call.forScript.add(
                    new ScriptEvent.TimerFired(timer.substring(RunScript.TIMER.length())));
        } else if (timer.equals(RingAgent.TIMER) && call.phase instanceof Phase.Ringing ringing) {
            ring.rangTooLong(ringing);
        } else if (timer.equals(StopCall.TIMER) && call.phase instanceof Phase.Closing closing) {
            stop.tookTooLong(closing);
        }
    }

    /**
     * Gives back what the phase holds: a place in a queue, an agent that rings, an agent that
     * talks.
     */
    private void leave(QueueCommand.LeaveReason reason) {
        switch (call.phase) {
            case Phase.Waiting waiting -> queue.abandon(waiting.queue(), reason);
            case Phase.Ringing ringing -> {
                RingAgent.letGo(call, ringing);
                queue.abandon(ringing.queue(), reason);
            }
            case Phase.Talking talking -> talk.hangUpAgent(talking);
            case Phase.InScript inScript -> {}
            case Phase.Closing closing -> {}
            case Phase.Over over -> {}
        }
    }
}
