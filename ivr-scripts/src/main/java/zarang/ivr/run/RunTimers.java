package zarang.ivr.run;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zarang.call.script.ScriptCommand;

/**
 * Timers of one run: the flow's own, or those of the step at hand. Every setting has a name of its
 * own, so that one which ran out just before it was cancelled is told from its successor and
 * ignored.
 */
final class RunTimers {
    private final Map<String, String> running = new LinkedHashMap<>(2);
    private final String owner;
    private int settings;

    /**
     * @param owner keeps the names of two sets of timers apart
     */
    RunTimers(String owner) {
        this.owner = owner;
    }

    /** Sets a timer, replacing the one of its kind. */
    void arm(String kind, Duration delay, List<ScriptCommand> commands) {
        cancel(kind, commands);
        String name = owner + "-" + kind + "-" + ++settings;
        running.put(kind, name);
        commands.add(new ScriptCommand.StartTimer(name, delay));
    }

    void cancel(String kind, List<ScriptCommand> commands) {
        String name = running.remove(kind);
        if (name != null) {
            commands.add(new ScriptCommand.CancelTimer(name));
        }
    }

    void cancelAll(List<ScriptCommand> commands) {
        List.copyOf(running.keySet()).forEach(kind -> cancel(kind, commands));
    }

    boolean isRunning(String kind) {
        return running.containsKey(kind);
    }

    /** Which timer ran out; empty if it is none of those that are set now. */
    Optional<String> fired(String name) {
        for (Map.Entry<String, String> entry : running.entrySet()) {
            if (entry.getValue().equals(name)) {
                String kind = entry.getKey();
                running.remove(kind);
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
