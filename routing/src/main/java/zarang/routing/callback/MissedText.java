package zarang.routing.callback;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import zarang.call.CallId;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.Words;

/** Missed callers as they are kept: JSON objects. How they are closed is as for call-backs. */
final class MissedText {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private MissedText() {}

    private record Kept(
            String queue,
            String number,
            String first,
            String last,
            int times,
            String reason,
            String call) {}

    static String write(MissedCaller missed) {
        return JSON.writeValueAsString(
                new Kept(
                        missed.queue().value(),
                        missed.number().e164(),
                        missed.first().toString(),
                        missed.last().toString(),
                        missed.times(),
                        Words.of(missed.reason()),
                        missed.call().value()));
    }

    /** Empty if it is damaged. */
    static Optional<MissedCaller> read(String id, String text, Optional<Callback.Hold> hold) {
        try {
            Kept kept = JSON.readValue(text, Kept.class);
            return Optional.of(
                    new MissedCaller(
                            id,
                            new QueueName(kept.queue),
                            new PhoneNumber(kept.number),
                            Instant.parse(kept.first),
                            Instant.parse(kept.last),
                            kept.times,
                            MissedReason.of(kept.reason).orElseThrow(IllegalArgumentException::new),
                            new CallId(kept.call),
                            hold));
        } catch (JacksonException
                | DateTimeParseException
                | IllegalArgumentException
                | NullPointerException damaged) {
            return Optional.empty();
        }
    }
}
