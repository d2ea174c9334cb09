package zarang.call.engine;

import java.util.List;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.recording.RecordingSink;

/** What the exchange wants done with a leg. */
public sealed interface LegCommand {
    LegId leg();

    /** Tell the caller of an incoming leg that it rings. */
    record Ring(LegId leg) implements LegCommand {}

    /** Answer an incoming leg; then media flows. */
    record Answer(LegId leg) implements LegCommand {}

    /** Refuse an incoming leg that was not answered. */
    record Reject(LegId leg, Cause cause) implements LegCommand {}

    /**
     * Place an outgoing leg. It shares the media loop of {@code beside}, the leg it is meant for.
     *
     * @param target whom to ring: see {@link DialTarget}
     * @param callerName display name and user part that the phone shows; plain text, may be empty
     */
    record Dial(LegId leg, LegId beside, DialTarget target, String callerName, String callerUser)
            implements LegCommand {}

    /**
     * Play prompts one after the other, replacing what plays. {@link LegEvent.PlayFinished} follows
     * with the same {@code play}, unless stopped, replaced or looped. A prompt that cannot be read
     * is skipped and counted.
     *
     * @param play chosen by the caller of this command, unique in the leg
     * @param prompts names without language or ending, such as {@code greet-gold}
     * @param language such as {@code fa}
     * @param loop start over at the end: music on hold
     */
    record Play(LegId leg, long play, List<String> prompts, String language, boolean loop)
            implements LegCommand {
        public Play {
            prompts = List.copyOf(prompts);
        }
    }

    record StopPlay(LegId leg) implements LegCommand {}

    /** Let two answered legs hear each other; ends what plays on either. */
    record Bridge(LegId leg, LegId other) implements LegCommand {}

    /** Part two bridged legs; each is silent until told more. */
    record Unbridge(LegId leg, LegId other) implements LegCommand {}

    /**
     * Copy what both parties say into {@code sink} until {@link StopRecording} or the end of {@code
     * leg}.
     */
    record StartRecording(LegId leg, LegId other, RecordingSink sink) implements LegCommand {}

    record StopRecording(LegId leg) implements LegCommand {}

    /** End the leg in whatever state it is. {@link LegEvent.Ended} follows. */
    record HangUp(LegId leg, Cause cause) implements LegCommand {}
}
