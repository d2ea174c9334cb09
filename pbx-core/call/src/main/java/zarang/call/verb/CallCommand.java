package zarang.call.verb;

import java.time.Duration;
import zarang.call.CallTermination;
import zarang.call.LegId;
import zarang.call.PhoneNumber;
import zarang.call.engine.LegCommand;
import zarang.call.fact.Fact;
import zarang.call.queue.QueueCommand;
import zarang.call.recording.RecordedTalk;
import zarang.call.recording.RecordingId;

/** What a call wants done; the exchange does it. */
public sealed interface CallCommand {
    record Engine(LegCommand command) implements CallCommand {}

    record Queue(QueueCommand command) implements CallCommand {}

    /** {@link CallEvent.LookedUp} follows within {@code limit}, whatever the directory does. */
    record LookUp(PhoneNumber number, Duration limit) implements CallCommand {}

    record SetTimer(String timer, Duration delay) implements CallCommand {}

    record CancelTimer(String timer) implements CallCommand {}

    record Write(Fact fact) implements CallCommand {}

    record BeginRecording(RecordingId id, LegId caller, LegId agent, RecordedTalk talk)
            implements CallCommand {}

    record EndRecording(LegId caller) implements CallCommand {}

    /** The call is over: its last command. */
    record Finish(CallTermination termination) implements CallCommand {}
}
