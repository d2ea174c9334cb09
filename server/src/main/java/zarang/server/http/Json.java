package zarang.server.http;

import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How the admin API reads and answers. */
final class Json {
    private static final Logger log = LoggerFactory.getLogger(Json.class);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    static void answer(RoutingContext context, int status, Map<String, ?> body) {
        if (!context.response().ended()) {
            context.response()
                    .setStatusCode(status)
                    .putHeader("Content-Type", "application/json")
                    .end(line(body));
        }
    }

    static void refuse(RoutingContext context, int status, String why) {
        answer(context, status, Map.of("error", why));
    }

    static String line(Map<String, ?> body) {
        return MAPPER.writeValueAsString(body) + "\n";
    }

    /** The request's body, or a refusal that says what is wrong with it. */
    static void body(RoutingContext context, Consumer<JsonNode> then) {
        JsonNode body;
        try {
            body =
                    MAPPER.readTree(
                            context.body().asString() == null ? "" : context.body().asString());
        } catch (JacksonException notJson) {
            refuse(context, 400, "the body is not JSON: " + notJson.getOriginalMessage());
            return;
        }
        if (body.isObject()) {
            then.accept(body);
        } else {
            refuse(context, 400, "the body is not a JSON object");
        }
    }

    /**
     * Answers when the stage is done, on the request's own event loop; a failure is Redis being
     * away.
     */
    static <T> void whenDone(RoutingContext context, CompletionStage<T> stage, Consumer<T> then) {
        var loop = context.vertx().getOrCreateContext();
        stage.whenComplete((value, failure) ->
                loop.runOnContext(nothing -> {
                    if (failure == null) {
                        then.accept(value);
                    } else {
                        log.warn(
                                "api.failed path={} error={}",
                                context.normalizedPath(),
                                failure.toString());
                        refuse(context, 503, "Redis does not answer: try again");
                    }
                }));
    }
}
