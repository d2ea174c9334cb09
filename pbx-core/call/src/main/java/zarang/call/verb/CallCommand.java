package zarang.call.verb;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import zarang.call.AgentId;
import zarang.call.BridgeId;
import zarang.call.CallTermination;
import zarang.call.LegId;
import zarang.call.PhoneNumber;
import zarang.call.engine.LegCommand;
import zarang.call.fact.Fact;
import zarang.call.queue.QueueCommand;
import zarang.call.recording.RecordedTalk;
import zarang.call.recording.RecordingId;
import zarang.call.recording.VoiceEar;
import zarang.call.script.ScriptRun;
import zarang.call.script.ServiceQuestion;

/** What a call wants done; the exchange does it. */
public sealed interface CallCommand {
    record Engine(LegCommand command) implements CallCommand {}

    record Queue(QueueCommand command) implements CallCommand {}

    /** {@link CallEvent.Told} follows within {@code limit}, whatever the service does. */
    record Ask(String service, ServiceQuestion question, Duration limit) implements CallCommand {}

    record SetTimer(String timer, Duration delay) implements CallCommand {}

    record CancelTimer(String timer) implements CallCommand {}

    record Write(Fact fact) implements CallCommand {}

    /**
     * Begins to record what some legs of a bridge say.
     *
     * @param tracks legs of the bridge, the first on the first track
     */
    record BeginRecording(RecordingId id, BridgeId bridge, List<LegId> tracks, RecordedTalk talk)
            implements CallCommand {
        public BeginRecording {
            tracks = List.copyOf(tracks);
        }
    }

    /**
     * Begins to record what the caller says alone.
     *
     * @param leg the caller's, which is in {@code bridge}
     * @param ear told what is heard
     * @param keep what becomes of it unless {@link SettleNote} says otherwise
     */
    record BeginNote(
            RecordingId id,
            BridgeId bridge,
            LegId leg,
            RecordedTalk talk,
            VoiceEar ear,
            boolean keep)
            implements CallCommand {}

    /** Says whether the last note is kept; harmless if that is known, or there is none. */
    record SettleNote(boolean keep) implements CallCommand {}

    /** Ends the recording of {@code bridge}, whose first track is that of {@code leg}. */
    record EndRecording(LegId leg, BridgeId bridge) implements CallCommand {}

    /**
     * The caller is gone, and its script may have something to do still; it gets {@link
     * zarang.call.script.ScriptEvent.CallerGone}.
     *
     * @param agent who called, if it was one
     * @param result what the call was to its caller
     */
    record Epilogue(
            ScriptRun script,
            Optional<PhoneNumber> caller,
            Optional<AgentId> agent,
            CallTermination.Result result)
            implements CallCommand {}

    /** A leg hears a short tone and is hung up, whatever becomes of the call. */
    record Farewell(LegId leg) implements CallCommand {}

    /** The call is over: its last command. */
    record Finish(CallTermination termination) implements CallCommand {}
}
