package zarang.server.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.QueueName;
import zarang.call.recording.RecordedTalk;
import zarang.call.recording.RecordedTalk.Direction;
import zarang.call.recording.RecordingId;
import zarang.call.recording.RecordingSink;
import zarang.routing.queue.RecordedShare;

class TalksToRecordTest {
    private static final QueueName SALES = new QueueName("sales");
    private static final QueueName HEALTH = new QueueName("health");

    private final List<Optional<QueueName>> recorded = new ArrayList<>();

    private void begin(boolean talks, Optional<QueueName> queue, Direction direction) {
        new TalksToRecord(
                        (id, talk) -> {
                            recorded.add(talk.queue());
                            return RecordingSink.NOWHERE;
                        },
                        talks,
                        name -> name.equals(HEALTH) ? new RecordedShare(0) : RecordedShare.ALL)
                .begin(
                        new RecordingId(new CallId("01KM7PH0000000000000000001"), 1),
                        new RecordedTalk(
                                queue,
                                Optional.of(new AgentId("2001")),
                                Optional.empty(),
                                direction,
                                Instant.EPOCH,
                                Optional.empty(),
                                Instant.EPOCH));
    }

    @Test
    void aQueueThatIsNotRecordedLeavesTheOthersAndTheirMessages() {
        begin(true, Optional.of(HEALTH), Direction.INBOUND);
        assertThat(recorded).isEmpty();
        begin(true, Optional.of(SALES), Direction.INBOUND);
        begin(true, Optional.empty(), Direction.OUTBOUND);
        begin(true, Optional.of(HEALTH), Direction.MESSAGE);
        assertThat(recorded)
                .containsExactly(Optional.of(SALES), Optional.empty(), Optional.of(HEALTH));
    }

    @Test
    void whereTalksAreNotRecordedNoQueuesAre() {
        begin(false, Optional.of(SALES), Direction.INBOUND);
        begin(false, Optional.empty(), Direction.MESSAGE);
        assertThat(recorded).containsExactly(Optional.empty());
    }
}
