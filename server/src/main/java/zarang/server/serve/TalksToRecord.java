package zarang.server.serve;

import java.util.function.Function;
import zarang.call.QueueName;
import zarang.call.recording.RecordedTalk;
import zarang.call.recording.RecordedTalk.Direction;
import zarang.call.recording.Recorder;
import zarang.call.recording.RecordingId;
import zarang.call.recording.RecordingSink;
import zarang.routing.queue.RecordedShare;

/**
 * Records what is to be recorded: the talks of a queue's callers by the queue's rule, all others if
 * talks are recorded at all. A message that a caller leaves always is. Control loop.
 *
 * @param talks whether talks are recorded at all
 * @param rule of a queue, as it is set now
 */
record TalksToRecord(Recorder recorder, boolean talks, Function<QueueName, RecordedShare> rule)
        implements Recorder {
    @Override
    public RecordingSink begin(RecordingId id, RecordedTalk talk) {
        return talk.direction() == Direction.MESSAGE || (talks && isToBe(id, talk))
                ? recorder.begin(id, talk)
                : RecordingSink.NOWHERE;
    }

    private boolean isToBe(RecordingId id, RecordedTalk talk) {
        return talk.queue().map(rule).orElse(RecordedShare.ALL).holds(id.call());
    }
}
