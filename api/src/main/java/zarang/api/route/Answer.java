package zarang.api.route;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What an operation says.
 *
 * @param isSecret whether it may be seen once and no more
 * @param body a record that is sent as JSON, or a {@link Text}; empty: nothing more is sent
 */
public record Answer(
        int status, Optional<Object> body, Map<String, String> headers, boolean isSecret) {
    /** It was sent already, line by line. */
    public static final Answer SENT = new Answer(0, Optional.empty(), Map.of(), false);

    /** It was done, and there is nothing to say of it. */
    public static final Answer DONE = new Answer(204, Optional.empty(), Map.of(), false);

    private static final int OK = 200;
    private static final int CREATED = 201;

    public Answer {
        headers = Map.copyOf(headers);
    }

    /** What is not JSON. */
    public record Text(String mediaType, String text) {}

    public static Answer ok(Object body) {
        return new Answer(OK, Optional.of(body), Map.of(), false);
    }

    /**
     * Something is new.
     *
     * @param at its path
     */
    public static Answer created(Object body, String at) {
        return new Answer(CREATED, Optional.of(body), Map.of("Location", at), false);
    }

    public static Answer text(int status, String mediaType, String text) {
        return new Answer(status, Optional.of(new Text(mediaType, text)), Map.of(), false);
    }

    /** The same with another status. */
    public Answer as(int other) {
        return new Answer(other, body, headers, isSecret);
    }

    public Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, body, more, isSecret);
    }

    /** It is not to be kept for who asks again. */
    public Answer secret() {
        return new Answer(status, body, headers, true);
    }

    /** With an entity tag: as long as it stays, the answer does. */
    public Answer tagged(String mark) {
        return with("ETag", '"' + mark + '"');
    }

    public CompletionStage<Answer> now() {
        return CompletableFuture.completedFuture(this);
    }
}
