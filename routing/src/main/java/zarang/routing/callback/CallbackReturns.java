package zarang.routing.callback;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import zarang.call.CallId;
import zarang.call.CallTermination;
import zarang.call.Cause;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.actor.CallWatcher;
import zarang.call.engine.LegEvent;
import zarang.call.fact.CallAnswered;
import zarang.call.fact.CallEnded;
import zarang.call.fact.CallStarted;
import zarang.call.fact.QueueJoined;
import zarang.call.journal.JournalEntry;
import zarang.call.loop.ControlLoop;

/**
 * Callers who are to be called back and are in a call: while they are there nobody calls them, and
 * one who came again and was served is off the list. What a process that dies held is free {@link
 * Callbacks#HELD} later. Control loop; bounded by the calls.
 */
final class CallbackReturns implements CallWatcher {
    /** How often it is looked who is to be called back by now, and what could not be said. */
    private static final Duration EVERY = Duration.ofSeconds(1);

    /** How often the calls say that they are there still. */
    private static final Duration SAID_AGAIN = Duration.ofSeconds(20);

    /** Who says that somebody was served. */
    private static final String BY = "caller";

    private static final class There {
        final Optional<PhoneNumber> caller;
        final Set<QueueName> joined = new HashSet<>();
        final Map<String, Held> held = new HashMap<>();

        /** What is asked for from here on is something else. */
        boolean answered;

        There(Optional<PhoneNumber> caller) {
            this.caller = caller;
        }
    }

    /** A call-back that a call has. */
    private static final class Held {
        /** Whether the call came for it, rather than asked for it. */
        final boolean came;

        boolean kept;
        long saidNanos;

        Held(boolean came) {
            this.came = came;
        }

        boolean isToBeSaid(long nanos) {
            return nanos - saidNanos >= (kept ? SAID_AGAIN : EVERY).toNanos();
        }
    }

    private final ControlLoop loop;
    private final Callbacks callbacks;
    private final KnownCallbacks known;
    private final Map<CallId, There> calls = new HashMap<>();

    /** Whose callers were served, until Redis has it. */
    private final Set<String> served = new HashSet<>();

    /** How often the list had changed when it was looked at last. */
    private long looked;

    private boolean closed;

    CallbackReturns(ControlLoop loop, Callbacks callbacks, KnownCallbacks known) {
        this.loop = loop;
        this.callbacks = callbacks;
        this.known = known;
    }

    /** Any thread. */
    void start() {
        loop.post(this::beat);
    }

    private void beat() {
        if (!closed) {
            look();
            Set.copyOf(served).forEach(this::close);
            calls.forEach((call, there) ->
                    there.held.forEach((id, held) -> {
                        if (held.isToBeSaid(loop.nanos())) {
                            say(id, call, held);
                        }
                    }));
            loop.schedule(EVERY, this::beat);
        }
    }

    /** Who waits already may be put on the list, by somebody who does not know it. */
    private void look() {
        if (known.changes() != looked) {
            looked = known.changes();
            calls.forEach((call, there) -> {
                there.joined.forEach(queue -> comesFor(call, there, queue));
                there.held.forEach((id, held) -> held.kept &= known.isHeld(id));
            });
        }
    }

    /** A call-back was asked for in that call. Any thread. */
    void booked(CallId call, String id) {
        loop.post(() -> {
            There there = calls.get(call);
            if (there == null) {
                letGo(id, call);
            } else {
                hold(id, call, there, false);
            }
        });
    }

    @Override
    public void fact(JournalEntry entry) {
        entry.subject()
                .call()
                .ifPresent(call -> {
                    switch (entry.fact()) {
                        case CallStarted started when started.callback().isEmpty() ->
                                calls.put(call, new There(started.caller()));
                        case QueueJoined joined -> joined(call, joined);
                        case CallAnswered _ -> answered(call);
                        case CallEnded ended -> ended(call, ended);
                        default -> {}
                    }
                });
    }

    private void joined(CallId call, QueueJoined joined) {
        There there = calls.get(call);
        if (there != null) {
            there.joined.add(joined.queue());
            comesFor(call, there, joined.queue());
        }
    }

    private void comesFor(CallId call, There there, QueueName queue) {
        there.caller
                .flatMap(caller -> known.find(queue, caller))
                .filter(callback -> !there.held.containsKey(callback.id()))
                .ifPresent(callback -> {
                    boolean askedHere = callback.call().equals(Optional.of(call));
                    hold(callback.id(), call, there, !askedHere && !there.answered);
                });
    }

    private void answered(CallId call) {
        There there = calls.get(call);
        if (there != null) {
            there.answered = true;
        }
    }

    private void ended(CallId call, CallEnded ended) {
        There there = calls.remove(call);
        if (there != null) {
            boolean talked = ended.times().talkMs() > 0;
            there.held.forEach((id, held) -> {
                if (held.came && talked) {
                    served.add(id);
                    close(id);
                } else {
                    letGo(id, call);
                }
            });
        }
    }

    /** If this process dies before Redis has it, {@link MissedConsumer} finds it in the journal. */
    private void close(String id) {
        callbacks
                .close(id, CallbackResult.SERVED, BY)
                .thenAccept(_ -> loop.post(() -> served.remove(id)));
    }

    private void hold(String id, CallId call, There there, boolean came) {
        Held held = new Held(came);
        there.held.put(id, held);
        say(id, call, held);
    }

    private void say(String id, CallId call, Held held) {
        held.kept = false;
        held.saidNanos = loop.nanos();
        callbacks
                .hold(id, Callbacks.holder(call), Callbacks.HELD)
                .thenAccept(by ->
                        loop.post(
                                () -> held.kept = by.equals(Optional.of(Callbacks.holder(call)))));
    }

    private void letGo(String id, CallId call) {
        var _ = callbacks.hold(id, Callbacks.holder(call), Duration.ZERO);
    }

    void close() {
        closed = true;
    }

    /** A call that broke has its end written too. */
    @Override
    public void ended(CallId call, CallTermination termination) {
        calls.remove(call);
    }

    @Override
    public void leg(CallId call, LegEvent event) {}

    @Override
    public void answeredUnsecured(CallId call, String reason) {}

    @Override
    public void stray(LegEvent event) {}

    @Override
    public void refused(LegEvent.Arrived arrival, Cause cause) {}

    @Override
    public void broken(CallId call, Throwable failure) {}
}
