package zarang.call.script;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import zarang.call.CallTermination;
import zarang.call.PhoneNumber;
import zarang.call.queue.WaitBand;

/** What happens to a call, as its script gets it. */
public sealed interface ScriptEvent {
    /**
     * The first event of a run; the leg rings and is not answered yet, unless an agent handed the
     * caller on.
     *
     * @param caller empty if the number is withheld, not understood or not believed
     * @param dialled what the caller dialled; empty if it is not known
     */
    record Started(Optional<PhoneNumber> caller, Optional<String> dialled, Instant at)
            implements ScriptEvent {}

    /** The leg is answered, as {@link ScriptCommand.Answer} asked. */
    record Answered() implements ScriptEvent {}

    /** What {@link ScriptCommand.Play} asked for was heard to its end. */
    record PlayFinished() implements ScriptEvent {}

    /**
     * The caller pressed a digit.
     *
     * @param digit 0-9, *, #, A-D
     */
    record Digit(char digit) implements ScriptEvent {}

    /** A timer set by {@link ScriptCommand.StartTimer} ran out. */
    record TimerFired(String timer) implements ScriptEvent {}

    /** What came of {@link ScriptCommand.Ask}. */
    record Told(ServiceAnswer answer) implements ScriptEvent {}

    /** What came of {@link ScriptCommand.JoinQueue}. */
    record QueueLeft(QueueResult result) implements ScriptEvent {}

    /**
     * Where the caller stands, as {@link ScriptCommand.AskPlace} asked.
     *
     * @param position 1 for the one to be served next
     * @param band how long it may expect to wait from now on; empty if that cannot be known
     */
    record Placed(int position, Optional<WaitBand> band) implements ScriptEvent {}

    /** What came of {@link ScriptCommand.Dial}. */
    record DialEnded(DialResult result) implements ScriptEvent {}

    /**
     * What came of {@link ScriptCommand.RecordVoice}.
     *
     * @param recording its name, as in {@code recording.ready}
     * @param length of it
     */
    record VoiceRecorded(NoteResult result, String recording, Duration length)
            implements ScriptEvent {}

    /**
     * The caller has hung up, and the call has ended. From here on nobody hears anything: the run
     * may ask services and set timers, for 5 s at most, and anything else ends it.
     *
     * @param result what the call was to its caller, such as {@code ABANDONED_IN_QUEUE}
     */
    record CallerGone(CallTermination.Result result) implements ScriptEvent {}

    /**
     * Zarang is about to end the call (drain limit, longest call): say a last word and hang up. A
     * caller who takes too long over it is cut off.
     */
    record Stopping() implements ScriptEvent {}

    /** How waiting in a queue ended. */
    enum QueueResult {
        /** The caller talked with an agent, who then hung up or was lost. */
        ANSWERED,
        FULL,
        MAX_WAIT,
        NO_AGENTS,
        /** Somebody has closed the queue. */
        CLOSED,
        LEFT_BY_KEY
    }
}
