package zarang.api.live;

import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import zarang.api.problem.Problem;
import zarang.api.problem.ProblemKind;
import zarang.api.route.Answer;
import zarang.api.route.Asked;

/**
 * One who follows by server-sent events (WHATWG HTML §9.2). The id of each event says what was had
 * of every topic, so that whoever comes back gets what it missed. The hub's thread.
 */
final class EventStream implements LiveOutlet {
    static final String MEDIA_TYPE = "text/event-stream";

    private static final int QUEUE_BYTES = 256 * 1024;
    private static final int ID_MAX = 8192;
    private static final String SEQ = "[0-9]{1,15}";

    private final HttpServerResponse response;
    private final String life;
    private final Map<LiveTopic, Long> had = new LinkedHashMap<>();

    private EventStream(HttpServerResponse response, String life) {
        this.response = response;
        this.life = life;
    }

    /**
     * Begins.
     *
     * @param topics with the number that is known of each
     * @param begun completes when the answer has begun, or fails if there are too many
     */
    static void follow(
            Asked asked,
            Map<LiveTopic, Long> topics,
            LiveFeed feed,
            LiveHub hub,
            CompletableFuture<Answer> begun) {
        HttpServerResponse response = asked.context().response();
        EventStream stream = new EventStream(response, hub.life());
        response.setChunked(true)
                .putHeader("Content-Type", MEDIA_TYPE)
                .putHeader("Cache-Control", "no-store")
                // not packed: each event is to arrive when it is sent
                .putHeader("Content-Encoding", "identity");
        response.setWriteQueueMaxSize(QUEUE_BYTES);
        Optional<LiveReader> reader = feed.open(asked.caller(), stream);
        if (reader.isEmpty()) {
            response.headers().clear();
            response.setChunked(false);
            begun.completeExceptionally(
                    Problem.of(
                                    ProblemKind.TOO_MANY,
                                    LiveHub.READERS_MAX + " follow already: try again later")
                            .with("Retry-After", "10")
                            .refusal());
            return;
        }
        response.exceptionHandler(failure -> {});
        response.closeHandler(nothing -> feed.leave(reader.get()));
        topics.forEach((topic, known) -> hub.subscribe(reader.get(), topic, known));
        begun.complete(Answer.SENT);
    }

    /**
     * What an id says that was had of each topic.
     *
     * @param life of the run that numbers must be of
     */
    static Map<LiveTopic, Long> known(@Nullable String id, String life) {
        Map<LiveTopic, Long> known = new LinkedHashMap<>();
        if (id == null || id.length() > ID_MAX || !id.startsWith(life + ";")) {
            return known;
        }
        for (String each : id.substring(life.length() + 1).split(",", -1)) {
            int equals = each.indexOf('=');
            String seq = each.substring(equals + 1);
            if (equals > 0 && seq.matches(SEQ)) {
                LiveTopic.read(each.substring(0, equals))
                        .ifPresent(topic -> known.put(topic, Long.parseLong(seq)));
            }
        }
        return known;
    }

    @Override
    public boolean isFull() {
        return response.closed() || response.writeQueueFull();
    }

    @Override
    public void send(LiveMessage message) {
        StringBuilder event = new StringBuilder();
        message.topic()
                .filter(topic -> message.seq() > 0)
                .ifPresent(topic -> {
                    had.put(topic, message.seq());
                    event.append("id: ").append(id()).append('\n');
                });
        event.append("event: ").append(message.type()).append('\n');
        event.append("data: ").append(message.json()).append("\n\n");
        var _ = response.write(event.toString());
    }

    private String id() {
        return had.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining(",", life + ";", ""));
    }

    @Override
    public void close(String reason) {
        if (!response.ended() && !response.closed()) {
            var _ = response.end("event: over\ndata: " + LiveText.problem("over", reason) + "\n\n");
        }
    }
}
