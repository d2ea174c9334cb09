package zarang.routing.callback;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import zarang.call.CallId;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.Words;

/** Call-backs, and how they were closed, as they are kept: JSON objects. */
final class CallbackText {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private CallbackText() {}

    /** How one was closed. */
    record Closing(QueueName queue, CallbackResult result, String by, Instant at) {}

    private record Kept(
            String queue,
            String number,
            String asked,
            String by,
            @Nullable String call,
            String note) {}

    private record KeptClosing(String queue, String result, String by, String at) {}

    static String write(Callback callback) {
        return JSON.writeValueAsString(
                new Kept(
                        callback.queue().value(),
                        callback.number().e164(),
                        callback.asked().toString(),
                        callback.by(),
                        callback.call().map(CallId::value).orElse(null),
                        callback.note()));
    }

    static String write(Closing closing) {
        return JSON.writeValueAsString(
                new KeptClosing(
                        closing.queue().value(),
                        Words.of(closing.result()),
                        closing.by(),
                        closing.at().toString()));
    }

    /** Empty if it is damaged. */
    static Optional<Callback> read(String id, String text) {
        try {
            Kept kept = JSON.readValue(text, Kept.class);
            return Optional.of(
                    new Callback(
                            id,
                            new QueueName(kept.queue),
                            new PhoneNumber(kept.number),
                            Instant.parse(kept.asked),
                            kept.by,
                            Optional.ofNullable(kept.call).map(CallId::new),
                            kept.note));
        } catch (JacksonException
                | DateTimeParseException
                | IllegalArgumentException
                | NullPointerException damaged) {
            return Optional.empty();
        }
    }

    /** Empty if it is damaged. */
    static Optional<Closing> readClosing(String text) {
        try {
            KeptClosing kept = JSON.readValue(text, KeptClosing.class);
            return Optional.of(
                    new Closing(
                            new QueueName(kept.queue),
                            CallbackResult.valueOf(
                                    kept.result.toUpperCase(Locale.ROOT).replace('-', '_')),
                            kept.by,
                            Instant.parse(kept.at)));
        } catch (JacksonException
                | DateTimeParseException
                | IllegalArgumentException
                | NullPointerException damaged) {
            return Optional.empty();
        }
    }
}
