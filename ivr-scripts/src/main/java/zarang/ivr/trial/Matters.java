package zarang.ivr.trial;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import zarang.call.Words;
import zarang.call.script.DialResult;
import zarang.call.script.NoteResult;
import zarang.call.script.ScriptEvent;

/**
 * What scripts wait for, and how it can end. A script command that is answered later has its line
 * here, and opens its matter in {@link TrialCall}.
 */
final class Matters {
    static final String QUEUE = "queue";
    static final String DIAL = "dial";
    static final String RECORD = "record";
    static final String ANSWERED = "answered";

    /** How long a caller speaks who is recorded. */
    private static final Duration SPOKEN = Duration.ofSeconds(5);

    private static final Map<String, Map<String, ScriptEvent>> ENDS = ends();

    private Matters() {}

    private static Map<String, Map<String, ScriptEvent>> ends() {
        Map<String, Map<String, ScriptEvent>> all = new LinkedHashMap<>();
        Map<String, ScriptEvent> queue = new LinkedHashMap<>();
        for (ScriptEvent.QueueResult result : ScriptEvent.QueueResult.values()) {
            queue.put(Words.of(result), new ScriptEvent.QueueLeft(result));
        }
        all.put(QUEUE, Collections.unmodifiableMap(queue));
        Map<String, ScriptEvent> dial = new LinkedHashMap<>();
        for (DialResult result : DialResult.values()) {
            dial.put(Words.of(result), new ScriptEvent.DialEnded(result));
        }
        all.put(DIAL, Collections.unmodifiableMap(dial));
        Map<String, ScriptEvent> record = new LinkedHashMap<>();
        for (NoteResult result : NoteResult.values()) {
            record.put(
                    Words.of(result), new ScriptEvent.VoiceRecorded(result, "recording-1", SPOKEN));
        }
        all.put(RECORD, Collections.unmodifiableMap(record));
        return Collections.unmodifiableMap(all);
    }

    static Set<String> names() {
        return ENDS.keySet();
    }

    /** How a matter can end. */
    static Set<String> outcomes(String matter) {
        return ENDS.getOrDefault(matter, Map.of()).keySet();
    }

    static Optional<ScriptEvent> end(String matter, String outcome) {
        return Optional.ofNullable(ENDS.getOrDefault(matter, Map.of()).get(outcome));
    }

    /** The matter that an event ends, and how; empty if it ends none. */
    static Optional<TrialLine.Comes> ended(ScriptEvent event) {
        return switch (event) {
            case ScriptEvent.QueueLeft(var result) -> comes(QUEUE, result);
            case ScriptEvent.DialEnded(var result) -> comes(DIAL, result);
            case ScriptEvent.VoiceRecorded(var result, var name, var length) ->
                    comes(RECORD, result);
            case ScriptEvent.Started begun -> Optional.empty();
            case ScriptEvent.Answered answered -> Optional.empty();
            case ScriptEvent.PlayFinished finished -> Optional.empty();
            case ScriptEvent.Digit key -> Optional.empty();
            case ScriptEvent.TimerFired timer -> Optional.empty();
            case ScriptEvent.Told told -> Optional.empty();
            case ScriptEvent.Placed placed -> Optional.empty();
            case ScriptEvent.CallerGone gone -> Optional.empty();
            case ScriptEvent.Stopping stopping -> Optional.empty();
        };
    }

    private static Optional<TrialLine.Comes> comes(String matter, Enum<?> result) {
        return Optional.of(new TrialLine.Comes(matter, Words.of(result)));
    }

    /** Whether an event comes without anybody's doing. */
    static boolean comesByItself(ScriptEvent event) {
        return event instanceof ScriptEvent.Answered
                || event instanceof ScriptEvent.PlayFinished
                || event instanceof ScriptEvent.TimerFired
                || event instanceof ScriptEvent.Told;
    }
}
