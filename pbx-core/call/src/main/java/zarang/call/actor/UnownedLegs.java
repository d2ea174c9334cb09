package zarang.call.actor;

import java.util.LinkedHashSet;
import zarang.call.CallId;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.engine.TelephonyEngine;

/**
 * Legs that no call has. Those that were told to end, because they were refused or their call
 * broke, may be heard of until they have. Any other is a surprise: engine and exchange disagree,
 * and whoever is on that leg hears nobody. It is counted and hung up. Control loop.
 */
final class UnownedLegs {
    /** An engine that never reports an end must not fill the memory: the oldest is forgotten. */
    static final int MAX = 10_000;

    private final TelephonyEngine engine;
    private final GuardedWatcher watcher;
    private final LinkedHashSet<LegId> ending = new LinkedHashSet<>();

    UnownedLegs(TelephonyEngine engine, GuardedWatcher watcher) {
        this.engine = engine;
        this.watcher = watcher;
    }

    /**
     * Takes an event of a leg that no call has; an end is the last of it.
     *
     * @param report under which a failure of the engine is reported
     */
    void on(LegEvent event, CallId report) {
        boolean ended = event instanceof LegEvent.Ended;
        if (ended ? ending.remove(event.leg()) : ending.contains(event.leg())) {
            return;
        }
        watcher.stray(event);
        if (!ended) {
            watcher.attempt(
                    report, () -> end(new LegCommand.HangUp(event.leg(), Cause.SERVER_FAILURE)));
        }
    }

    /** Ends a leg by {@code command}. */
    void end(LegCommand command) {
        engine.execute(command);
        add(command.leg());
    }

    /** The leg was told to end. */
    void add(LegId leg) {
        if (ending.size() >= MAX) {
            ending.removeFirst();
        }
        ending.add(leg);
    }
}
