package zarang.call.actor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import zarang.call.CallId;
import zarang.call.CallTermination;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.engine.LegCommand;
import zarang.call.journal.CallFact;
import zarang.call.journal.JournalEntry;
import zarang.call.loop.ControlLoop;
import zarang.call.loop.Moment;
import zarang.call.member.MemberLookup;
import zarang.call.queue.QueueCommand;
import zarang.call.recording.RecordingSink;

/**
 * The shell of one call: carries out what its actor decides, and owns its timers and its recording.
 * Control loop only.
 */
final class RunningCall {
    private static final String LONGEST = "longest";

    private final CallActor actor;
    private final ControlLoop loop;
    private final Exchange.Ports ports;
    private final Consumer<RunningCall> whenOver;
    private final BiConsumer<LegId, RunningCall> owns;
    private final Map<String, ControlLoop.Timer> timers = new HashMap<>();
    private final Set<LegId> legs = new HashSet<>();
    private @Nullable RecordingSink recording;
    private int facts;
    private boolean answering;
    private boolean over;

    RunningCall(
            CallActor actor,
            LegId callerLeg,
            ControlLoop loop,
            Exchange.Ports ports,
            Consumer<RunningCall> whenOver,
            BiConsumer<LegId, RunningCall> owns) {
        this.actor = actor;
        this.loop = loop;
        this.ports = ports;
        this.whenOver = whenOver;
        this.owns = owns;
        legs.add(callerLeg);
    }

    CallId id() {
        return actor.id();
    }

    void limit(Duration longest) {
        timers.put(
                LONGEST,
                loop.schedule(
                        longest,
                        () ->
                                deliver(
                                        new CallEvent.Stop(
                                                Cause.NORMAL_CLEARING, "longest call reached"))));
    }

    /**
     * Lets the actor decide and does it. A failure of the call's own code ends this call and no
     * other.
     */
    void deliver(CallEvent event) {
        if (over) {
            return;
        }
        try {
            for (CallCommand command : actor.on(event, Moment.now(loop))) {
                carryOut(command);
            }
        } catch (RuntimeException failure) {
            ports.watcher().broken(id(), failure);
            breakOff();
        }
    }

    private void carryOut(CallCommand command) {
        switch (command) {
            case CallCommand.Engine engine -> engine(engine.command());
            case CallCommand.Queue queue -> ports.acd().tell(queue.command());
            case CallCommand.LookUp lookUp -> lookUp(lookUp);
            case CallCommand.SetTimer timer -> setTimer(timer.timer(), timer.delay());
            case CallCommand.CancelTimer timer -> cancel(timer.timer());
            case CallCommand.Write write -> write(write.fact());
            case CallCommand.BeginRecording begin -> {
                RecordingSink sink = ports.recorder().begin(begin.id(), begin.talk());
                recording = sink;
                ports.engine()
                        .execute(
                                new LegCommand.StartRecording(begin.caller(), begin.agent(), sink));
            }
            case CallCommand.EndRecording end -> {
                ports.engine().execute(new LegCommand.StopRecording(end.caller()));
                endRecording();
            }
            case CallCommand.Finish finish -> finish(finish.termination());
        }
    }

    private void engine(LegCommand command) {
        if (command instanceof LegCommand.Dial dial) {
            legs.add(dial.leg());
            owns.accept(dial.leg(), this);
        }
        if (command instanceof LegCommand.Answer answer) {
            answer(answer);
        } else {
            ports.engine().execute(command);
        }
    }

    /** A second wish to answer changes nothing. */
    private void answer(LegCommand.Answer answer) {
        if (answering) {
            return;
        }
        answering = true;
        AnswerIntent.write(
                new JournalEntry(
                        id() + ".answering", id(), loop.instant(), new CallFact.CallAnswering()),
                ports.journal(),
                loop,
                () -> {
                    if (!over) {
                        ports.engine().execute(answer);
                    }
                },
                reason -> ports.watcher().answeredUnsecured(id(), reason));
    }

    private void lookUp(CallCommand.LookUp lookUp) {
        LookUpOnce once = new LookUpOnce(result -> deliver(new CallEvent.LookedUp(result)));
        ControlLoop.Timer limit =
                loop.schedule(lookUp.limit(), () -> once.complete(new MemberLookup.TimedOut()));
        ports.members()
                .find(lookUp.number())
                .whenComplete((result, failure) ->
                        loop.post(() -> {
                            limit.cancel();
                            once.complete(
                                    failure == null
                                            ? result
                                            : new MemberLookup.Failed(failure.toString()));
                        }));
    }

    private void setTimer(String name, Duration delay) {
        cancel(name);
        timers.put(
                name,
                loop.schedule(
                        delay,
                        () -> {
                            timers.remove(name);
                            deliver(new CallEvent.TimerFired(name));
                        }));
    }

    private void cancel(String name) {
        ControlLoop.Timer timer = timers.remove(name);
        if (timer != null) {
            timer.cancel();
        }
    }

    private void write(CallFact fact) {
        JournalEntry entry = new JournalEntry(id() + "." + ++facts, id(), loop.instant(), fact);
        ports.journal().append(entry);
        ports.watcher().fact(entry);
    }

    private void endRecording() {
        if (recording != null) {
            recording.finish();
            recording = null;
        }
    }

    private void finish(CallTermination termination) {
        over = true;
        List<String> names = new ArrayList<>(timers.keySet());
        names.forEach(this::cancel);
        endRecording();
        ports.watcher().ended(id(), termination);
        whenOver.accept(this);
    }

    /**
     * The way out when the actor cannot be asked any more: everything the call may hold is given
     * back.
     */
    private void breakOff() {
        legs.forEach(
                leg -> ports.engine().execute(new LegCommand.HangUp(leg, Cause.SERVER_FAILURE)));
        ports.acd().tell(new QueueCommand.Leave(id(), QueueCommand.LeaveReason.CALL_FAILED));
        actor.brokenOff(Moment.now(loop)).forEach(this::carryOut);
    }

    /** Takes the first of two results: the directory's or the limit's. */
    private static final class LookUpOnce {
        private final Consumer<MemberLookup> then;
        private boolean done;

        LookUpOnce(Consumer<MemberLookup> then) {
            this.then = then;
        }

        void complete(MemberLookup result) {
            if (!done) {
                done = true;
                then.accept(result);
            }
        }
    }
}
