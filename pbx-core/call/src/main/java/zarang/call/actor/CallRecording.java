package zarang.call.actor;

import java.util.List;
import org.jspecify.annotations.Nullable;
import zarang.call.engine.LegCommand;
import zarang.call.engine.TelephonyEngine;
import zarang.call.recording.Recorder;
import zarang.call.recording.RecordingSink;
import zarang.call.verb.CallCommand;

/** What is recorded of one call now: one talk or note at most. Control loop. */
final class CallRecording {
    private final Recorder recorder;
    private final TelephonyEngine engine;
    private @Nullable RecordingSink open;

    /** A note of which nobody has said yet whether it is kept. */
    private @Nullable RecordingSink unsettled;

    private boolean keep;

    CallRecording(Recorder recorder, TelephonyEngine engine) {
        this.recorder = recorder;
        this.engine = engine;
    }

    void begin(CallCommand.BeginRecording begin) {
        RecordingSink sink = recorder.begin(begin.id(), begin.talk());
        open = sink;
        engine.execute(new LegCommand.StartRecording(begin.bridge(), begin.tracks(), sink));
    }

    void begin(CallCommand.BeginNote begin) {
        settle(keep);
        RecordingSink sink = begin.ear().over(recorder.begin(begin.id(), begin.talk()));
        open = sink;
        unsettled = sink;
        keep = begin.keep();
        engine.execute(new LegCommand.StartRecording(begin.bridge(), List.of(begin.leg()), sink));
    }

    void settle(boolean kept) {
        RecordingSink note = unsettled;
        unsettled = null;
        if (note != null && kept) {
            note.keep();
        } else if (note != null) {
            note.drop();
        }
    }

    void end(CallCommand.EndRecording end) {
        engine.execute(new LegCommand.StopRecording(end.leg(), end.bridge()));
        finish();
    }

    /** The call is over; harmless when nothing is recorded. */
    void finishAll() {
        finish();
        settle(keep);
    }

    private void finish() {
        RecordingSink sink = open;
        open = null;
        if (sink != null) {
            sink.finish();
        }
    }
}
