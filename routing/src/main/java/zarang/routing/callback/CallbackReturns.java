package zarang.routing.callback;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import zarang.call.CallId;
import zarang.call.CallTermination;
import zarang.call.Cause;
import zarang.call.PhoneNumber;
import zarang.call.actor.CallWatcher;
import zarang.call.engine.LegEvent;
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
    /** How often the calls say that they are there still. */
    private static final Duration EVERY = Duration.ofSeconds(20);

    /** Who says that somebody was served. */
    private static final String BY = "caller";

    private static final class There {
        final PhoneNumber caller;

        /** Ids of call-backs; whether it came for them, rather than asked for them here. */
        final Map<String, Boolean> held = new HashMap<>();

        There(PhoneNumber caller) {
            this.caller = caller;
        }
    }

    private final ControlLoop loop;
    private final Callbacks callbacks;
    private final KnownCallbacks known;
    private final Map<CallId, There> calls = new HashMap<>();
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
            calls.forEach((call, there) -> there.held.keySet().forEach(id -> hold(id, call)));
            loop.schedule(EVERY, this::beat);
        }
    }

    /** A call-back was asked for in that call. Any thread. */
    void booked(CallId call, String id) {
        loop.post(() -> {
            There there = calls.get(call);
            if (there == null) {
                letGo(id, call);
            } else {
                there.held.put(id, false);
                hold(id, call);
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
                                started.caller()
                                        .ifPresent(number -> calls.put(call, new There(number)));
                        case QueueJoined joined -> joined(call, joined);
                        case CallEnded ended -> ended(call, ended);
                        default -> {}
                    }
                });
    }

    private void joined(CallId call, QueueJoined joined) {
        There there = calls.get(call);
        if (there != null) {
            known.find(joined.queue(), there.caller)
                    .filter(callback -> !there.held.containsKey(callback.id()))
                    .ifPresent(callback -> {
                        there.held.put(callback.id(), true);
                        hold(callback.id(), call);
                    });
        }
    }

    private void ended(CallId call, CallEnded ended) {
        There there = calls.remove(call);
        if (there != null) {
            boolean served = ended.times().talkMs() > 0;
            there.held.forEach((id, came) -> {
                if (came && served) {
                    var _ = callbacks.close(id, CallbackResult.SERVED, BY);
                } else {
                    letGo(id, call);
                }
            });
        }
    }

    private void hold(String id, CallId call) {
        var _ = callbacks.hold(id, Callbacks.holder(call), Callbacks.HELD);
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
