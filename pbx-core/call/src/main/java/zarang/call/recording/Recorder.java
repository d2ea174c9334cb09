package zarang.call.recording;

import java.util.Optional;

/** The port to the recorder. Control loop only. */
public interface Recorder {
    /**
     * Begins a recording. Never fails the call: when disk or bound is at fault the sink swallows
     * the audio, and the failure is counted and logged.
     */
    RecordingSink begin(RecordingId id, RecordedTalk talk);

    /** Gets finished recordings, on the recorder's own thread. */
    @FunctionalInterface
    interface Listener {
        void ready(Finished recording);
    }

    /**
     * A recording that is whole on disk.
     *
     * @param file name below the recordings folder, without caller data
     * @param durationMs length of the audio
     * @param sha256 lower-case hex of the file
     * @param repaired whether it was cut off by a crash and mended at start-up
     * @param talk what it is of; empty if a crash left nothing but the audio
     */
    record Finished(
            RecordingId id,
            String file,
            long durationMs,
            String sha256,
            boolean repaired,
            Optional<RecordedTalk> talk) {}
}
