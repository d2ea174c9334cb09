package zarang.call.actor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import zarang.call.recording.HeardAudio;
import zarang.call.recording.RecordedTalk;
import zarang.call.recording.Recorder;
import zarang.call.recording.RecordingId;
import zarang.call.recording.RecordingSink;

/** A recorder that counts what is open, and writes down what becomes of it. */
final class RecorderInHand implements Recorder {
    private final BiConsumer<String, Runnable> port;
    final List<RecordedTalk> recorded = new ArrayList<>();

    /** Messages that were settled. */
    final List<String> kept = new ArrayList<>();

    final List<String> dropped = new ArrayList<>();
    boolean isFull;
    int open;

    RecorderInHand(BiConsumer<String, Runnable> port) {
        this.port = port;
    }

    @Override
    public RecordingSink begin(RecordingId id, RecordedTalk talk) {
        port.accept("recorder", () -> recorded.add(talk));
        if (isFull) {
            return RecordingSink.NOWHERE;
        }
        open++;
        return new RecordingSink() {
            private boolean finished;

            @Override
            public void audio(HeardAudio heard) {}

            @Override
            public void finish() {
                port.accept("recording", () -> {});
                open -= finished ? 0 : 1;
                finished = true;
            }

            @Override
            public void keep() {
                kept.add(id.fileName());
            }

            @Override
            public void drop() {
                dropped.add(id.fileName());
            }
        };
    }
}
