package zarang.call.actor;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import zarang.call.CallId;
import zarang.call.CallTermination;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.loop.ControlLoop;
import zarang.call.loop.Moment;
import zarang.call.queue.QueueCommand;
import zarang.call.verb.CallActor;
import zarang.call.verb.CallCommand;
import zarang.call.verb.CallEvent;
import zarang.call.verb.CallSnapshot;
import zarang.call.verb.StopCall;
import zarang.call.verb.VerbStart;

/**
 * The shell of one call: carries out what its actor decides, and owns its timers and its recording.
 * Control loop only.
 */
final class RunningCall {
    private static final String LONGEST = "longest";

    private final CallActor actor;
    private final ControlLoop loop;
    private final CallPorts ports;
    private final GuardedWatcher watcher;
    private final Consumer<RunningCall> whenOver;
    private final BiConsumer<LegId, RunningCall> owns;
    private final CallTimers timers;
    private final OpenQuestion question;
    private final CallFacts facts;
    private final PlaceKeeping place;
    private final Set<LegId> legs = new HashSet<>();
    private final Queue<CallCommand> undone = new ArrayDeque<>();
    private final CallRecording recording;
    private final AnswerOnce answering;
    private final Epilogues epilogues;
    private final Farewells farewells;
    private final LegId first;
    private boolean over;
    private boolean brokenOff;
    private boolean forgotten;

    RunningCall(
            CallActor actor,
            ControlLoop loop,
            CallPorts ports,
            GuardedWatcher watcher,
            Consumer<RunningCall> whenOver,
            BiConsumer<LegId, RunningCall> owns,
            Epilogues epilogues) {
        this.actor = actor;
        this.loop = loop;
        this.ports = ports;
        this.watcher = watcher;
        this.timers = new CallTimers(loop);
        this.question =
                new OpenQuestion(
                        ports.services(),
                        loop,
                        timers,
                        answer -> deliver(new CallEvent.Told(answer)));
        this.place =
                new PlaceKeeping(
                        ports.places(),
                        actor.id(),
                        actor.caller().number(),
                        (queue, waited) -> deliver(new CallEvent.Regained(queue, waited)));
        this.facts = new CallFacts(actor.id(), loop, ports.journal(), watcher);
        this.recording = new CallRecording(ports.recorder(), ports.engine());
        this.farewells =
                new Farewells(command -> attempt(() -> ports.engine().execute(command)), loop);
        this.whenOver = whenOver;
        this.owns = owns;
        this.epilogues = epilogues;
        this.answering = new AnswerOnce(actor.id(), ports.journal(), loop, timers);
        first = actor.caller().leg();
        legs.add(first);
    }

    CallId id() {
        return actor.id();
    }

    void limit(Duration longest) {
        VerbStart end = StopCall.because(Cause.NORMAL_CLEARING, "longest call reached");
        timers.set(LONGEST, longest, () -> deliver(new CallEvent.Wanted(end)));
    }

    /** The legs whose end need not be waited for, because the engine itself may have failed. */
    Set<LegId> abandonedLegs() {
        return brokenOff ? legs : Set.of();
    }

    /**
     * Lets the actor decide and does it. A failure of the call's own code or of a port ends this
     * call and no other, and never reaches who delivers.
     */
    void deliver(CallEvent event) {
        guarded(() -> {
            undone.addAll(actor.on(event, Moment.now(loop)));
            while (!undone.isEmpty()) {
                carryOut(undone.remove());
            }
        });
    }

    /** A leg may end after its call; how it sounded is written all the same. */
    void onLeg(LegEvent event) {
        farewells.on(event);
        deliver(new CallEvent.OnLeg(event));
        attempt(() -> facts.onLeg(event, first, actor::isSupervisor));
    }

    /** A leg of this call is {@code other}'s from here on. */
    void gives(LegId leg, RunningCall other) {
        legs.remove(leg);
        other.takes(leg);
    }

    /** A leg is this call's from here on. */
    void takes(LegId leg) {
        legs.add(leg);
        owns.accept(leg, this);
    }

    /** The caller's leg, as it is now. */
    LegId caller() {
        return actor.caller().leg();
    }

    CallSnapshot snapshot() {
        return actor.snapshot();
    }

    private void guarded(Runnable step) {
        if (over) {
            return;
        }
        try {
            step.run();
        } catch (RuntimeException | Error failure) {
            breakOff(failure);
        }
    }

    private void carryOut(CallCommand command) {
        switch (command) {
            case CallCommand.Engine engine -> engine(engine.command());
            case CallCommand.Queue queue -> queue(queue.command());
            case CallCommand.Ask ask -> question.ask(ask);
            case CallCommand.SetTimer timer -> {
                String name = timer.timer();
                timers.set(name, timer.delay(), () -> deliver(new CallEvent.TimerFired(name)));
            }
            case CallCommand.CancelTimer timer -> timers.cancel(timer.timer());
            case CallCommand.Write write -> facts.write(write.fact());
            case CallCommand.BeginRecording begin -> recording.begin(begin);
            case CallCommand.BeginNote begin -> recording.begin(begin);
            case CallCommand.SettleNote settle -> recording.settle(settle.keep());
            case CallCommand.EndRecording end -> recording.end(end);
            case CallCommand.Farewell farewell -> farewells.begin(farewell.leg());
            case CallCommand.Epilogue epilogue -> epilogues.begin(id(), epilogue);
            case CallCommand.Finish finish -> finish(finish.termination());
        }
    }

    private void queue(QueueCommand command) {
        ports.acd().tell(command);
        attempt(() -> place.note(command));
    }

    private void engine(LegCommand command) {
        if (command instanceof LegCommand.Dial dial) {
            takes(dial.leg());
        }
        if (command instanceof LegCommand.Answer answer && answer.leg().equals(first)) {
            answering.answer(
                    () -> guarded(() -> ports.engine().execute(answer)),
                    reason -> guarded(() -> watcher.answeredUnsecured(id(), reason)));
        } else {
            ports.engine().execute(command);
        }
    }

    private void finish(CallTermination termination) {
        over = true;
        timers.cancelAll();
        recording.finishAll();
        attempt(place::forget);
        watcher.ended(id(), termination);
        forgotten = true;
        whenOver.accept(this);
    }

    /**
     * The way out when a step of the call failed. It takes nothing for granted: each thing that the
     * call may hold is given back on its own, whatever became of the others, the end is written,
     * and the exchange forgets the call in any case.
     */
    private void breakOff(Throwable failure) {
        over = true;
        watcher.broken(id(), failure);
        for (LegId leg : List.copyOf(legs)) {
            attempt(() -> ports.engine().execute(new LegCommand.HangUp(leg, Cause.SERVER_FAILURE)));
        }
        attempt(() ->
                ports.acd()
                        .tell(new QueueCommand.Leave(id(), QueueCommand.LeaveReason.CALL_FAILED)));
        attempt(place::dropped);
        attempt(recording::finishAll);
        attempt(timers::cancelAll);
        attempt(this::writeRest);
        actor.termination().ifPresent(how -> watcher.ended(id(), how));
        brokenOff = true;
        if (!forgotten) {
            forgotten = true;
            whenOver.accept(this);
        }
    }

    /**
     * What happened before the failure and is not written yet, then the end. An end that is not
     * known to be written is given again under the same id: the journal takes it once.
     */
    private void writeRest() {
        while (!undone.isEmpty()) {
            if (undone.remove() instanceof CallCommand.Write write) {
                attempt(() -> facts.write(write.fact()));
            }
        }
        actor.brokenOff(Moment.now(loop)).forEach(fact -> attempt(() -> facts.write(fact)));
        facts.secureEnd();
    }

    private void attempt(Runnable step) {
        watcher.attempt(id(), step);
    }
}
