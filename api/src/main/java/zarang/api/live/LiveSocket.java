package zarang.api.live;

import io.vertx.core.http.ServerWebSocket;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import zarang.api.problem.Problem;
import zarang.api.problem.ProblemKind;
import zarang.api.route.ApiCaller;
import zarang.api.route.Json;

/** One who follows by a WebSocket (RFC 6455). The hub's thread, but for what Vert.x calls. */
final class LiveSocket implements LiveOutlet {
    private static final short OVER = 1000;

    /** What is more than Vert.x was told to take, RFC 6455 §7.4.1. */
    private static final short TOO_LARGE = 1009;

    private static final int QUEUE_BYTES = 256 * 1024;

    private final ServerWebSocket socket;
    private final ApiCaller caller;
    private final LiveFeed feed;
    private @Nullable LiveReader reader;

    private LiveSocket(ServerWebSocket socket, ApiCaller caller, LiveFeed feed) {
        this.socket = socket;
        this.caller = caller;
        this.feed = feed;
    }

    static void follow(ServerWebSocket socket, ApiCaller caller, LiveFeed feed) {
        LiveSocket follower = new LiveSocket(socket, caller, feed);
        socket.setWriteQueueMaxSize(QUEUE_BYTES);
        // of a connection that broke, its end is told as well
        socket.exceptionHandler(failure -> socket.close(TOO_LARGE, "too long, or not RFC 6455"));
        socket.textMessageHandler(text -> feed.on(hub -> follower.heard(hub, text)));
        socket.closeHandler(nothing -> feed.on(hub -> follower.left()));
        feed.on(hub -> follower.begin());
    }

    private void begin() {
        feed.open(caller, this)
                .ifPresentOrElse(
                        who -> reader = who,
                        () -> {
                            problem(
                                    ProblemKind.TOO_MANY,
                                    LiveHub.READERS_MAX + " follow already: try again later");
                            close("too many follow");
                        });
    }

    private void left() {
        if (reader != null) {
            feed.leave(reader);
        }
    }

    private void heard(LiveHub hub, String text) {
        LiveReader who = reader;
        if (who == null) {
            return;
        }
        LiveWish wish;
        try {
            wish = Json.V1.read(text.getBytes(StandardCharsets.UTF_8), LiveWish.class);
        } catch (Problem.Refusal refusal) {
            problem(refusal.problem().kind(), refusal.problem().detail());
            return;
        }
        wish.unwanted().forEach(topic -> named(topic, each -> hub.unsubscribe(who, each)));
        wish.wanted()
                .forEach(topic ->
                        named(
                                topic,
                                each -> {
                                    if (!hub.subscribe(who, each, wish.known(topic, hub.life()))) {
                                        problem(
                                                ProblemKind.TOO_MANY,
                                                topic
                                                        + ": one may follow "
                                                        + LiveHub.TOPICS_MAX
                                                        + " topics");
                                    }
                                }));
    }

    /** Each topic by itself: one that is wrong is told, and keeps none from being followed. */
    private void named(String topic, Consumer<LiveTopic> work) {
        try {
            work.accept(LiveWish.allowed(caller, topic));
        } catch (Problem.Refusal refusal) {
            problem(refusal.problem().kind(), refusal.problem().detail());
        }
    }

    private void problem(ProblemKind kind, String detail) {
        if (!isFull()) {
            send(LiveMessage.of("problem", LiveText.problem(kind.code(), detail)));
        }
    }

    @Override
    public boolean isFull() {
        return socket.isClosed() || socket.writeQueueFull();
    }

    @Override
    public void send(LiveMessage message) {
        var _ = socket.writeTextMessage(message.json());
    }

    @Override
    public void close(String reason) {
        var _ = socket.close(OVER, reason);
    }
}
