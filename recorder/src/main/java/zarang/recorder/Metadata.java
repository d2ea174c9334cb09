package zarang.recorder;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import zarang.call.CallId;
import zarang.call.recording.Recorder.Finished;
import zarang.call.recording.RecordingId;

/**
 * The JSON file beside a recording; names in it are kebab-case.
 *
 * @param talk what it is of, with the call's own times; absent if a crash left only the audio
 * @param file below the recordings folder
 * @param sha256 of the WAV file, lower-case hex
 * @param cutShort whether it ended before the talk did
 * @param repaired whether a crash cut it off
 * @param packets what became of the RTP packets; absent after a crash
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Metadata(
        String id,
        String call,
        int part,
        String file,
        @Nullable TalkFile talk,
        Instant startedAt,
        long durationMs,
        int channels,
        int sampleRate,
        String sha256,
        boolean cutShort,
        boolean repaired,
        @Nullable PacketCounts packets) {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    byte[] toJson() {
        return MAPPER.writeValueAsBytes(this);
    }

    /**
     * @throws JacksonException it is not one
     */
    static Metadata of(byte[] json) {
        return MAPPER.readValue(json, Metadata.class);
    }

    Finished finished() {
        return new Finished(
                new RecordingId(new CallId(call), part),
                file,
                durationMs,
                sha256,
                repaired,
                Optional.ofNullable(talk).map(TalkFile::talk));
    }
}
