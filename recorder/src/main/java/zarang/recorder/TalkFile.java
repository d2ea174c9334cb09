package zarang.recorder;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import zarang.call.AgentId;
import zarang.call.QueueName;
import zarang.call.recording.RecordedTalk;

/**
 * What a recording is of, as JSON: in its metadata, and in a small file of its own while it is
 * written, for a start after a crash.
 *
 * @param direction in lower case
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TalkFile(
        @Nullable String queue,
        @Nullable String agent,
        @Nullable String box,
        String direction,
        Instant callStartedAt,
        @Nullable Instant answeredAt,
        Instant bridgedAt) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    static TalkFile of(RecordedTalk talk) {
        return new TalkFile(
                talk.queue().map(QueueName::value).orElse(null),
                talk.agent().map(AgentId::value).orElse(null),
                talk.box().orElse(null),
                talk.direction().name().toLowerCase(Locale.ROOT),
                talk.callStartedAt(),
                talk.answeredAt().orElse(null),
                talk.startedAt());
    }

    byte[] toJson() {
        return MAPPER.writeValueAsBytes(this);
    }

    /** Empty if it is none: a crash may have cut it. */
    static Optional<RecordedTalk> read(byte[] json) {
        try {
            return Optional.of(MAPPER.readValue(json, TalkFile.class).talk());
        } catch (JacksonException | IllegalArgumentException | NullPointerException cut) {
            return Optional.empty();
        }
    }

    RecordedTalk talk() {
        return new RecordedTalk(
                Optional.ofNullable(queue).map(QueueName::new),
                Optional.ofNullable(agent).map(AgentId::new),
                Optional.ofNullable(box),
                RecordedTalk.Direction.valueOf(direction.toUpperCase(Locale.ROOT)),
                callStartedAt,
                Optional.ofNullable(answeredAt),
                bridgedAt);
    }
}
