package zarang.server.serve;

import java.time.Instant;
import zarang.call.recording.Recorder;
import zarang.call.recording.RecordingId;
import zarang.call.recording.RecordingSink;

/** For a hotline that records nothing: {@code recordings.enabled: false}. */
final class NoRecorder implements Recorder {
    private static final RecordingSink NOWHERE =
            new RecordingSink() {
                @Override
                public void audio(
                        int side,
                        long arrivalNanos,
                        int rtpTimestamp,
                        int ssrc,
                        int payloadType,
                        byte[] buffer,
                        int offset,
                        int length) {}

                @Override
                public void finish() {}
            };

    @Override
    public RecordingSink begin(RecordingId id, Instant startedAt) {
        return NOWHERE;
    }
}
