package zarang.call.verb;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import zarang.call.AgentId;
import zarang.call.Audience;
import zarang.call.BridgeId;
import zarang.call.CallId;
import zarang.call.CallTermination;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.engine.TransferProgress;
import zarang.call.fact.CallHeld;
import zarang.call.fact.Fact;
import zarang.call.leg.Bridges;
import zarang.call.leg.Legs;
import zarang.call.loop.Moment;
import zarang.call.plan.Numbering;
import zarang.call.queue.QueueCommand;
import zarang.call.script.ScriptEvent;

/**
 * What the verbs of a call share, and the commands of the turn that is under way. What only one
 * verb needs to know is that verb's own. Nothing of it is for the world outside.
 */
public final class CallState {
    final CallId id;

    /** Changes when who was called is handed on by who called. */
    Caller caller;

    final CallClock clock;
    final Legs legs;
    final Verbs verbs = new Verbs();
    final Bridges bridges;
    final Numbering numbers;
    final HandOn handOn;

    /** Legs of supervisors, also of those who have left. */
    final Set<LegId> supervisors = new HashSet<>();

    private final Set<AgentId> engaged = new LinkedHashSet<>();
    Ending ending = new Ending.Open();
    private List<CallCommand> commands = new ArrayList<>();

    CallState(
            CallId id,
            Caller caller,
            Supplier<LegId> legIds,
            Numbering numbers,
            Moment now,
            Function<CallState, HandOn> handOn) {
        this.id = id;
        this.caller = caller;
        this.legs = new Legs(legIds);
        this.clock = new CallClock(now);
        this.bridges = new Bridges(id);
        this.numbers = numbers;
        this.handOn = handOn.apply(this);
    }

    void command(CallCommand command) {
        commands.add(command);
    }

    void engine(LegCommand command) {
        commands.add(new CallCommand.Engine(command));
    }

    void queue(QueueCommand command) {
        commands.add(new CallCommand.Queue(command));
    }

    /** The agent is in this call without an offer of the floor. */
    void engage(AgentId agent) {
        engaged.add(agent);
        queue(new QueueCommand.Engage(id, agent));
    }

    boolean isEngaged(AgentId agent) {
        return engaged.contains(agent);
    }

    void disengage(AgentId agent) {
        if (engaged.remove(agent)) {
            queue(new QueueCommand.Disengage(id, agent));
        }
    }

    void disengageAll() {
        List.copyOf(engaged).forEach(this::disengage);
    }

    /** Somebody put whom it talks with on hold, or took it back: {@code agent}, if it is one. */
    void holds(LegEvent.Held by, Optional<AgentId> agent) {
        verbs.each(verb -> verb.onHeld(by));
        agent.ifPresent(who -> write(new CallHeld(who, by.held())));
    }

    /** Tells an agent what comes of its wish to hand its caller on. */
    void tell(TransferAsked asked, TransferProgress progress) {
        asked.tell(progress).ifPresent(this::engine);
    }

    /** Who wants to hand on whom it talks with cannot: its phone waits for a word. */
    void cannotHandOn(LegEvent.TransferWanted wish) {
        tell(
                new TransferAsked.ByPhone(wish.leg(), wish.transfer()),
                new TransferProgress.Failed(Cause.CALL_REJECTED));
    }

    void write(Fact fact) {
        commands.add(new CallCommand.Write(fact));
    }

    void setTimer(String timer, Duration delay) {
        commands.add(new CallCommand.SetTimer(timer, delay));
    }

    void cancelTimer(String timer) {
        commands.add(new CallCommand.CancelTimer(timer));
    }

    /** Ends a leg that nobody needs any more. */
    void hangUp(LegId leg, Cause cause) {
        legs.letGo(leg);
        bridges.leave(leg);
        engine(new LegCommand.HangUp(leg, cause));
    }

    /** Ends a leg that nobody needs any more, with a tone that says so, also if the call ends. */
    void farewell(LegId leg) {
        legs.letGo(leg);
        part(leg);
        commands.add(new CallCommand.Farewell(leg));
    }

    /** Lets a leg hear the others of a bridge, and be heard; nothing if the bridge is closed. */
    void join(BridgeId bridge, LegId leg, Audience heardBy) {
        if (bridges.join(bridge, leg)) {
            engine(new LegCommand.Join(leg, bridge, heardBy));
        }
    }

    /** Takes a leg out of the bridge that it is in, if it is in one. */
    void part(LegId leg) {
        bridges.of(leg)
                .ifPresent(bridge -> {
                    bridges.leave(leg);
                    engine(new LegCommand.Part(leg, bridge));
                });
    }

    /** Parts all who are in a bridge still, and tells the verbs that have a leg there. */
    void closeBridge(BridgeId bridge) {
        bridges.close(bridge).forEach(leg -> engine(new LegCommand.Part(leg, bridge)));
        verbs.each(verb -> verb.onBridgeClosed(bridge));
    }

    List<CallCommand> takeCommands() {
        List<CallCommand> taken = commands;
        commands = new ArrayList<>();
        return taken;
    }

    boolean isOver() {
        return ending instanceof Ending.Over;
    }

    /** How the call ends, once that is known. */
    Optional<CallTermination> termination() {
        return switch (ending) {
            case Ending.Open open -> Optional.empty();
            case Ending.Settled settled -> Optional.of(settled.how());
            case Ending.Over over -> Optional.of(over.how());
        };
    }

    /** What a script hears first. */
    ScriptEvent.Started started(String dialled) {
        return new ScriptEvent.Started(caller.number(), Optional.of(dialled), clock.now().at());
    }
}
