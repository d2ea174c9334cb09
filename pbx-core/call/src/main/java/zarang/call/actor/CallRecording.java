package zarang.call.actor;

import org.jspecify.annotations.Nullable;
import zarang.call.engine.LegCommand;
import zarang.call.engine.TelephonyEngine;
import zarang.call.recording.Recorder;
import zarang.call.recording.RecordingSink;
import zarang.call.verb.CallCommand;

/** What is recorded of one call now: one talk at most. Control loop. */
final class CallRecording {
    private final Recorder recorder;
    private final TelephonyEngine engine;
    private @Nullable RecordingSink open;

    CallRecording(Recorder recorder, TelephonyEngine engine) {
        this.recorder = recorder;
        this.engine = engine;
    }

    void begin(CallCommand.BeginRecording begin) {
        RecordingSink sink = recorder.begin(begin.id(), begin.talk());
        open = sink;
        engine.execute(new LegCommand.StartRecording(begin.bridge(), begin.tracks(), sink));
    }

    void end(CallCommand.EndRecording end) {
        engine.execute(new LegCommand.StopRecording(end.leg(), end.bridge()));
        finish();
    }

    /** Harmless when nothing is recorded. */
    void finish() {
        RecordingSink sink = open;
        open = null;
        if (sink != null) {
            sink.finish();
        }
    }
}
