package zarang.call.actor;

import zarang.call.CallId;
import zarang.call.CallTermination;
import zarang.call.Cause;
import zarang.call.engine.LegEvent;
import zarang.call.journal.JournalEntry;

/** Who only watches breaks no call: what a watcher throws is reported to it as a failure, once. */
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
        quietly(() -> watcher.stray(event));
    }

    @Override
    public void refused(LegEvent.Arrived arrival, Cause cause) {
        quietly(() -> watcher.refused(arrival, cause));
    }

    @Override
    public void broken(CallId call, Throwable failure) {
        quietly(() -> watcher.broken(call, failure));
    }

    /** There is no call to tell of a failure, or this is how it was to be told. */
    private static void quietly(Runnable told) {
        try {
            told.run();
        } catch (RuntimeException | Error unheard) {
            // What the watcher was told of counts, and not whether it heard.
        }
    }

    /** Does {@code step}; a failure is reported and goes no further. */
    void attempt(CallId call, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error failure) {
            broken(call, failure);
        }
    }
}
