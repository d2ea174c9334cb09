package zarang.call.actor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import zarang.call.CallId;
import zarang.call.CallTermination;
import zarang.call.Cause;
import zarang.call.engine.LegEvent;
import zarang.call.journal.JournalEntry;

/** Writes down what a watcher is told. */
final class WatcherInHand implements CallWatcher {
    private final BiConsumer<String, Runnable> port;
    final List<CallTermination> ended = new ArrayList<>();
    final List<Throwable> broken = new ArrayList<>();
    final List<String> unsecured = new ArrayList<>();
    final List<LegEvent> strays = new ArrayList<>();

    WatcherInHand(BiConsumer<String, Runnable> port) {
        this.port = port;
    }

    @Override
    public void leg(CallId call, LegEvent event) {
        port.accept("watcher", () -> {});
    }

    @Override
    public void fact(JournalEntry entry) {
        port.accept("watcher", () -> {});
    }

    @Override
    public void ended(CallId call, CallTermination termination) {
        port.accept("watcher", () -> ended.add(termination));
    }

    @Override
    public void refused(LegEvent.Arrived arrival, Cause cause) {
        port.accept("watcher", () -> {});
    }

    @Override
    public void stray(LegEvent event) {
        port.accept("watcher", () -> strays.add(event));
    }

    @Override
    public void answeredUnsecured(CallId call, String reason) {
        port.accept("watcher", () -> unsecured.add(reason));
    }

    @Override
    public void broken(CallId call, Throwable failure) {
        port.accept("watcher.broken", () -> broken.add(failure));
    }
}
