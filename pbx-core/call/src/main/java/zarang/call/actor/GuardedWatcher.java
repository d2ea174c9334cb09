package zarang.call.actor;

import zarang.call.CallId;
import zarang.call.CallTermination;
import zarang.call.Cause;
import zarang.call.engine.LegEvent;
import zarang.call.journal.JournalEntry;

/** Who only watches breaks no call: what a watcher throws is told to it as a failure, once. */
record GuardedWatcher(CallWatcher watcher) implements CallWatcher {
    @Override
    public void leg(CallId call, LegEvent event) {
        attempt(call, () -> watcher.leg(call, event));
    }

    @Override
    public void fact(JournalEntry entry) {
        entry.subject().call().ifPresent(call -> attempt(call, () -> watcher.fact(entry)));
    }

    @Override
    public void ended(CallId call, CallTermination termination) {
        attempt(call, () -> watcher.ended(call, termination));
    }

    @Override
    public void answeredUnsecured(CallId call, String reason) {
        attempt(call, () -> watcher.answeredUnsecured(call, reason));
    }

    @Override
    public void stray(LegEvent event) {
        try {
            watcher.stray(event);
        } catch (RuntimeException | Error unheard) {
            // As with a refusal: there is no call to tell it of.
        }
    }

    @Override
    public void refused(LegEvent.Arrived arrival, Cause cause) {
        try {
            watcher.refused(arrival, cause);
        } catch (RuntimeException | Error unheard) {
            // The refusal itself is what counts; there is no call to tell it of.
        }
    }

    @Override
    public void broken(CallId call, Throwable failure) {
        try {
            watcher.broken(call, failure);
        } catch (RuntimeException | Error unheard) {
            // The last one who could have been told.
        }
    }

    /** Does {@code step}; a failure is told and goes no further. */
    void attempt(CallId call, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error failure) {
            broken(call, failure);
        }
    }
}
