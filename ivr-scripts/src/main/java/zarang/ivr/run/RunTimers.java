package zarang.ivr.run;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zarang.call.script.ScriptCommand;

/**
 * The timers of one run. Every setting has a name of its own, so that one which ran out just before
 * it was cancelled is told from its successor and ignored.
 */
final class RunTimers {
    private final Map<TimerKind, String> running = new EnumMap<>(TimerKind.class);
    private int settings;

    /** Sets a timer, replacing the one of its kind. */
    void arm(TimerKind kind, Duration delay, List<ScriptCommand> commands) {
        cancel(kind, commands);
        String name = kind.written() + "-" + ++settings;
        running.put(kind, name);
        commands.add(new ScriptCommand.StartTimer(name, delay));
    }

    void cancel(TimerKind kind, List<ScriptCommand> commands) {
        String name = running.remove(kind);
        if (name != null) {
            commands.add(new ScriptCommand.CancelTimer(name));
        }
    }

    void cancelAll(List<ScriptCommand> commands) {
        for (TimerKind kind : TimerKind.values()) {
            cancel(kind, commands);
        }
    }

    boolean isRunning(TimerKind kind) {
        return running.containsKey(kind);
    }

    /** Which timer ran out; empty if it is none of those that are set now. */
    Optional<TimerKind> fired(String name) {
        for (Map.Entry<TimerKind, String> entry : running.entrySet()) {
            if (entry.getValue().equals(name)) {
                TimerKind kind = entry.getKey();
                running.remove(kind);
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
