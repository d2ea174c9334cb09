package zarang.call.actor;

import java.util.List;
import java.util.function.Consumer;
import zarang.call.CallId;
import zarang.call.CallTermination;
import zarang.call.Cause;
import zarang.call.engine.LegEvent;
import zarang.call.journal.JournalEntry;

/**
 * Several watchers as one, told in their order. What one of them throws is reported to that one,
 * and keeps nothing from the others.
 */
public final class CallWatchers implements CallWatcher {
    private final List<GuardedWatcher> watchers;

    public CallWatchers(List<CallWatcher> watchers) {
        this.watchers = watchers.stream().map(GuardedWatcher::new).toList();
    }

    private void each(Consumer<CallWatcher> told) {
        watchers.forEach(told);
    }

    @Override
    public void leg(CallId call, LegEvent event) {
        each(watcher -> watcher.leg(call, event));
    }

    @Override
    public void fact(JournalEntry entry) {
        each(watcher -> watcher.fact(entry));
    }

    @Override
    public void ended(CallId call, CallTermination termination) {
        each(watcher -> watcher.ended(call, termination));
    }

    @Override
    public void answeredUnsecured(CallId call, String reason) {
        each(watcher -> watcher.answeredUnsecured(call, reason));
    }

    @Override
    public void refused(LegEvent.Arrived arrival, Cause cause) {
        each(watcher -> watcher.refused(arrival, cause));
    }

    @Override
    public void stray(LegEvent event) {
        each(watcher -> watcher.stray(event));
    }

    @Override
    public void broken(CallId call, Throwable failure) {
        each(watcher -> watcher.broken(call, failure));
    }
}
