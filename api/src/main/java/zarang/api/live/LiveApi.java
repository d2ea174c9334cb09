package zarang.api.live;

import io.vertx.core.Future;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import zarang.api.keys.ApiKeys;
import zarang.api.problem.Problem;
import zarang.api.problem.ProblemKind;
import zarang.api.route.Answer;
import zarang.api.route.Asked;
import zarang.api.route.Operation;
import zarang.api.route.Scope;

/** {@code /live} and {@code /events}: what changes, as it changes. */
public final class LiveApi {
    private static final int OK = 200;

    private final LiveFeed feed;

    /**
     * @param keys asked now and then whether a reader's key still stands
     */
    public LiveApi(LiveFeed feed, ApiKeys keys) {
        this.feed = feed;
        feed.ask(keys::stands);
    }

    public List<Operation> operations() {
        return List.of(
                Operation.get("/api/v1/live", Scope.LIVE_READ, this::socket),
                Operation.get("/api/v1/events", Scope.LIVE_READ, this::events));
    }

    private CompletionStage<Answer> socket(Asked asked) {
        HttpServerRequest request = asked.request();
        if (!Handshake.isOne(request)) {
            throw noHandshake().refusal();
        }
        HttpConnection connection = request.connection();
        return request.toWebSocket()
                .map(socket -> {
                    feed.upgraded(connection);
                    LiveSocket.follow(socket, asked.caller(), feed);
                    return Answer.SENT;
                })
                .recover(broken -> Future.failedFuture(noHandshake().refusal()))
                .toCompletionStage();
    }

    private static Problem noHandshake() {
        return Problem.of(
                        ProblemKind.INVALID,
                        "expected a WebSocket handshake of version 13 (RFC 6455); /api/v1/events is"
                                + " the same stream for plain HTTP")
                .with("Sec-WebSocket-Version", "13");
    }

    private CompletionStage<Answer> events(Asked asked) {
        String wanted = asked.query("topics").orElse("");
        Map<LiveTopic, Long> topics = new LinkedHashMap<>();
        for (String text : wanted.split(",", -1)) {
            topics.put(LiveWish.allowed(asked.caller(), text), 0L);
        }
        if (topics.size() > LiveHub.TOPICS_MAX) {
            throw Problem.parameter(
                            ProblemKind.INVALID,
                            "topics",
                            "found "
                                    + topics.size()
                                    + ", expected "
                                    + LiveHub.TOPICS_MAX
                                    + " at most")
                    .refusal();
        }
        if (asked.request().method().equals(HttpMethod.HEAD)) {
            return Answer.text(OK, EventStream.MEDIA_TYPE, "").now();
        }
        String last = asked.request().getHeader("Last-Event-ID");
        CompletableFuture<Answer> begun = new CompletableFuture<>();
        feed.on(hub -> {
            EventStream.known(last, hub.life()).forEach((topic, seq) -> topics.replace(topic, seq));
            EventStream.follow(asked, topics, feed, hub, begun);
        });
        return begun;
    }
}
