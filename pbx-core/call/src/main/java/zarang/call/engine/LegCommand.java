package zarang.call.engine;

import java.time.Duration;
import java.util.List;
import zarang.call.Audience;
import zarang.call.BridgeId;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.recording.RecordingSink;

/** What the exchange wants done with a leg. */
public sealed interface LegCommand {
    LegId leg();

    /** Tell the caller of an incoming leg that it rings. */
    record Ring(LegId leg) implements LegCommand {}

    /**
     * Let the caller of an incoming leg hear what is played to it, or whom it is joined to, before
     * the answer. An engine that cannot lets it ring.
     */
    record Progress(LegId leg) implements LegCommand {}

    /** Answer an incoming leg; then media flows. */
    record Answer(LegId leg) implements LegCommand {}

    /** Refuse an incoming leg that was not answered. */
    record Reject(LegId leg, Cause cause) implements LegCommand {}

    /**
     * Place an outgoing leg. It shares the media loop of {@code beside}, the leg it is meant for.
     *
     * @param target whom to ring: see {@link DialTarget}
     * @param shown what the phone shows
     */
    record Dial(LegId leg, LegId beside, DialTarget target, CallerShown shown)
            implements LegCommand {}

    /**
     * Tell a phone what has become of its wish to transfer; see {@link LegEvent.TransferWanted}.
     *
     * @param transfer the wish
     */
    record TellTransfer(LegId leg, long transfer, TransferProgress progress)
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

    /**
     * What plays stands still until {@link ResumePlay}; meanwhile the leg hears what else there is.
     */
    record PausePlay(LegId leg) implements LegCommand {}

    record ResumePlay(LegId leg) implements LegCommand {}

    /**
     * Go forward in what plays, or back: never before its beginning, and at its end it has ended.
     *
     * @param by forward, or back where negative; to the ms
     */
    record SeekPlay(LegId leg, Duration by) implements LegCommand {}

    /**
     * How loud this leg hears what is played to it from here on, now and later.
     *
     * @param decibels added; −40 to 12, clamped; 0 at first
     */
    record SetVolume(LegId leg, int decibels) implements LegCommand {}

    /**
     * Find out who took an outgoing leg; {@link LegEvent.AnsweredBy} follows within 6 s, once for
     * each, unless the leg ends before.
     */
    record DetectAnswerer(LegId leg) implements LegCommand {}

    /**
     * Let an answered leg hear the others of {@code bridge} who have it in their audience, and be
     * heard by its own; ends what plays on it, and its part in another bridge. Joined again it has
     * the new audience. A bridge is there from the first who joins to the last who parts or ends.
     */
    record Join(LegId leg, BridgeId bridge, Audience heardBy) implements LegCommand {}

    /** Take a leg out of a bridge; it is silent until told more. */
    record Part(LegId leg, BridgeId bridge) implements LegCommand {}

    /**
     * Copy what legs of {@code bridge} say into {@code sink} until {@link StopRecording} or the end
     * of {@code leg}, which is the first track's.
     *
     * @param tracks whose words go on which track: the first on track 0
     */
    record StartRecording(BridgeId bridge, List<LegId> tracks, RecordingSink sink)
            implements LegCommand {
        public StartRecording {
            tracks = List.copyOf(tracks);
        }

        @Override
        public LegId leg() {
            return tracks.getFirst();
        }
    }

    /**
     * Copy what another leg of {@code bridge} says too, into the sink that records the bridge,
     * until its own end or that of the recording. Nothing, if the bridge is not recorded.
     *
     * @param track of the recording that its words go on
     */
    record RecordToo(LegId leg, BridgeId bridge, int track) implements LegCommand {}

    record StopRecording(LegId leg, BridgeId bridge) implements LegCommand {}

    /** End the leg in whatever state it is. {@link LegEvent.Ended} follows. */
    record HangUp(LegId leg, Cause cause) implements LegCommand {}
}
