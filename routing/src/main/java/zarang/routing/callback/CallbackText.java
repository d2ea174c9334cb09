package zarang.routing.callback;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import zarang.call.CallId;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.Words;

/** Call-backs, and how they were closed, as they are kept: JSON objects. */
final class CallbackText {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Pattern TRIES = Pattern.compile("([0-9]{1,6}) ([0-9]{1,15})");
    private static final Pattern HELD = Pattern.compile("([0-9]{1,15}) (.{1,100})");

    private CallbackText() {}

    /** How one was closed. */
    record Closing(QueueName queue, CallbackResult result, String by, Instant at) {}

    private record Kept(
            String queue,
            String number,
            String asked,
            String by,
            @Nullable String call,
            String note,
            @Nullable String language,
            @Nullable String tier,
            @Nullable String since) {}

    private record KeptClosing(String queue, String result, String by, String at) {}

    static String write(Callback callback) {
        return JSON.writeValueAsString(
                new Kept(
                        callback.queue().value(),
                        callback.number().e164(),
                        callback.asked().toString(),
                        callback.by(),
                        callback.call().map(CallId::value).orElse(null),
                        callback.note(),
                        callback.language().orElse(null),
                        callback.place().tier().map(Tier::name).orElse(null),
                        callback.place().since().toString()));
    }

    static String write(Closing closing) {
        return JSON.writeValueAsString(
                new KeptClosing(
                        closing.queue().value(),
                        Words.of(closing.result()),
                        closing.by(),
                        closing.at().toString()));
    }

    /** Empty if it is damaged. What an earlier version wrote has no place but its own age. */
    static Optional<Callback> read(String id, String text, Callback.Progress progress) {
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
                            kept.note,
                            Optional.ofNullable(kept.language),
                            new Callback.Place(
                                    Optional.ofNullable(kept.tier).map(Tier::new),
                                    Instant.parse(kept.since == null ? kept.asked : kept.since)),
                            progress));
        } catch (JacksonException
                | DateTimeParseException
                | IllegalArgumentException
                | NullPointerException damaged) {
            return Optional.empty();
        }
    }

    /** What is kept of the tries of {@code id}, and of who holds it. */
    static Callback.Progress progress(String id, CallbackStore.Contents contents) {
        Matcher tried = TRIES.matcher(contents.tries().getOrDefault(id, ""));
        Matcher held = HELD.matcher(contents.held().getOrDefault(id, ""));
        return new Callback.Progress(
                tried.matches() ? Integer.parseInt(tried.group(1)) : 0,
                tried.matches() ? ms(tried.group(2)) : Instant.EPOCH,
                held.matches()
                        ? Optional.of(new Callback.Hold(held.group(2), ms(held.group(1))))
                        : Optional.empty());
    }

    private static Instant ms(String written) {
        return Instant.ofEpochMilli(Long.parseLong(written));
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
