package zarang.call.actor;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import zarang.call.CallId;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.engine.Admission;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.loop.ControlLoop;
import zarang.call.loop.Moment;
import zarang.call.plan.Numbering;
import zarang.call.queue.QueueEvent;
import zarang.call.verb.CallActor;
import zarang.call.verb.CallEvent;
import zarang.call.verb.CallbackTask;
import zarang.call.verb.Caller;
import zarang.call.verb.ReturnCall;
import zarang.call.verb.StopCall;

/**
 * All calls of this process: finds the call that an event is for, lets it decide, has it done.
 *
 * <p>Control loop only; who answers does it by messages, and nothing here waits. At most {@code
 * sip.max-calls} calls, each of {@code sip.call-longest}; a leg is known until the engine reports
 * its end. A fault in one call's code or in a port ends that call and no other: every step is
 * guarded, and {@code UnownedLegs} takes its legs over, as it takes any that no call has.
 */
public final class Exchange implements Admission {
    /** How long the last words to a caller may take at most when Zarang stops its call. */
    public static final Duration LAST_WORDS = StopCall.LAST_WORDS;

    private final ExchangeSettings settings;
    private final ControlLoop loop;
    private final CallPorts ports;
    private final GuardedWatcher watcher;
    private final RandomGenerator random;
    private final Map<CallId, RunningCall> calls = new HashMap<>();
    private final Map<LegId, RunningCall> legs = new HashMap<>();
    private final CallOverview overview = new CallOverview(calls);
    private final UnownedLegs unowned;
    private final FirstVerb.Finder first;
    private final Epilogues epilogues;
    private boolean draining;
    private @Nullable Runnable whenEmpty;

    public Exchange(
            ExchangeSettings settings, ControlLoop loop, CallPorts ports, RandomGenerator random) {
        this.settings = settings;
        this.loop = loop;
        this.ports = ports;
        this.watcher = new GuardedWatcher(ports.watcher());
        this.unowned = new UnownedLegs(ports.engine(), watcher);
        this.random = random;
        this.epilogues = new Epilogues(ports.services(), loop, watcher, this::tellIfEmpty);
        this.first =
                new FirstVerb.Finder(
                        new Numbering(ports.plan(), ports.scripts()),
                        ports.members(),
                        leg -> Optional.ofNullable(legs.get(leg)).map(RunningCall::id),
                        overview::talkOf);
    }

    /** Takes an event of the engine. */
    public void onLeg(LegEvent event) {
        assert loop.isLoop();
        if (event instanceof LegEvent.Arrived arrived) {
            arrive(arrived);
            return;
        }
        RunningCall running =
                event instanceof LegEvent.Ended ? legs.remove(event.leg()) : legs.get(event.leg());
        if (running != null) {
            watcher.leg(running.id(), event);
            if (!AttendedTransfer.carriedOut(event, running, legs)) {
                running.onLeg(event);
            }
        } else {
            unowned.on(event, newId());
        }
    }

    /** Takes an event of the ACD; one for a call that is over is dropped. */
    public void onQueue(QueueEvent event) {
        event.subject().call().ifPresent(call -> onQueue(call, event));
    }

    /** The same for a call that waits under another subject. */
    public void onQueue(CallId call, QueueEvent event) {
        assert loop.isLoop();
        overview.deliver(call, new CallEvent.OnQueue(event));
    }

    /** Has an agent call somebody back; empty if no call can begin now. */
    public Optional<CallId> callBack(CallbackTask task, QueueEvent.Offered offered) {
        assert loop.isLoop();
        if (draining || calls.size() >= settings.callsMax()) {
            return Optional.empty();
        }
        CallId id = newId();
        begun(id, new Caller(ports.legs().next(), Optional.of(task.number()), task.tier()))
                .deliver(new CallEvent.Wanted(ReturnCall.of(task, offered)));
        return Optional.of(id);
    }

    /** Calls under way. */
    public int activeCalls() {
        return calls.size();
    }

    /** The calls as somebody sees them who is in none, and what may be asked of them. */
    public CallOverview overview() {
        return overview;
    }

    /** Callers who are parked. */
    public int parkedCallers() {
        return first.numbers().parking().taken();
    }

    /**
     * Takes no new calls; tells callers who are left after {@code limit} a last word, {@link
     * #LAST_WORDS} at most, and ends their calls; then, or as soon as none is left and no script
     * has anything to do, runs {@code done}.
     */
    public void drain(Duration limit, Runnable done) {
        assert loop.isLoop();
        draining = true;
        whenEmpty = done;
        loop.schedule(limit, () -> overview.stopAll("drain limit reached"));
        tellIfEmpty();
    }

    /**
     * Asked before the engine takes a media port; what it says can be out of date when the call
     * arrives, a message later, so {@link #onLeg} looks again.
     */
    @Override
    public Optional<Cause> refusal(LegEvent.Arrived arrived) {
        assert loop.isLoop();
        Optional<Cause> cause;
        try {
            cause = reasonAgainst(arrived);
        } catch (RuntimeException | Error failure) {
            watcher.broken(newId(), failure);
            cause = Optional.of(Cause.SERVER_FAILURE);
        }
        cause.ifPresent(why -> watcher.refused(arrived, why));
        return cause;
    }

    private Optional<Cause> reasonAgainst(LegEvent.Arrived arrived) {
        if ((draining || calls.size() >= settings.callsMax()) && first.joined(arrived).isEmpty()) {
            return Optional.of(Cause.CONGESTION);
        }
        return first.isThere(arrived) ? Optional.empty() : Optional.of(Cause.UNALLOCATED_NUMBER);
    }

    @Override
    public Optional<LegId> beside(LegEvent.Arrived arrived) {
        assert loop.isLoop();
        return first.joined(arrived).map(calls::get).map(RunningCall::caller);
    }

    private void arrive(LegEvent.Arrived arrived) {
        CallId id = newId();
        try {
            reasonAgainst(arrived)
                    .ifPresentOrElse(why -> refuse(arrived, id, why), () -> take(arrived, id));
        } catch (RuntimeException | Error failure) {
            watcher.broken(id, failure);
            refuse(arrived, id, Cause.SERVER_FAILURE);
        }
    }

    private void take(LegEvent.Arrived arrived, CallId id) {
        switch (first.of(arrived, id)) {
            case FirstVerb.Begins begins -> begin(arrived, id, begins);
            case FirstVerb.Joins joins -> join(arrived, joins);
            case FirstVerb.Nothing nothing -> refuse(arrived, id, nothing.cause());
        }
    }

    private void join(LegEvent.Arrived arrived, FirstVerb.Joins joins) {
        RunningCall running = calls.get(joins.call());
        if (running == null) {
            refuse(arrived, joins.call(), Cause.NO_USER_RESPONDING);
            return;
        }
        running.takes(arrived.leg());
        watcher.leg(running.id(), arrived);
        running.deliver(new CallEvent.Wanted(joins.verb()));
    }

    private void begin(LegEvent.Arrived arrived, CallId id, FirstVerb.Begins begins) {
        RunningCall running =
                begun(id, new Caller(arrived.leg(), begins.caller(), ports.members().lowestTier()));
        legs.put(arrived.leg(), running);
        watcher.leg(id, arrived);
        running.deliver(new CallEvent.Wanted(begins.verb()));
    }

    private RunningCall begun(CallId id, Caller caller) {
        CallActor actor =
                new CallActor(id, caller, ports.legs()::next, first.numbers(), Moment.now(loop));
        RunningCall running =
                new RunningCall(actor, loop, ports, watcher, this::forget, this::owns, epilogues);
        calls.put(id, running);
        running.limit(settings.callLongest());
        return running;
    }

    private void refuse(LegEvent.Arrived arrived, CallId id, Cause cause) {
        watcher.refused(arrived, cause);
        watcher.attempt(id, () -> unowned.end(new LegCommand.Reject(arrived.leg(), cause)));
    }

    private CallId newId() {
        return CallId.next(loop.instant(), random);
    }

    /** A leg belongs to {@code running} until its end is reported. */
    private void owns(LegId leg, RunningCall running) {
        legs.put(leg, running);
    }

    private void forget(RunningCall over) {
        calls.remove(over.id());
        for (LegId leg : over.abandonedLegs()) {
            legs.remove(leg);
            unowned.add(leg);
        }
        tellIfEmpty();
    }

    private void tellIfEmpty() {
        if (draining && calls.isEmpty() && epilogues.isEmpty() && whenEmpty != null) {
            Runnable done = whenEmpty;
            whenEmpty = null;
            loop.post(done);
        }
    }
}
