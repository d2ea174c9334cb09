package zarang.server.http;

import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import zarang.loyalty.member.DamagedRecord;
import zarang.loyalty.points.AccountInUse;
import zarang.redis.RedisAway;

/** How the admin API reads and answers. */
final class AdminJson {
    private static final Logger log = LoggerFactory.getLogger(AdminJson.class);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private AdminJson() {}

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

    /** Answers when the stage is done, on the request's own event loop; a failure by its kind. */
    static <T> void whenDone(RoutingContext context, CompletionStage<T> stage, Consumer<T> then) {
        var loop = context.vertx().getOrCreateContext();
        stage.whenComplete((value, failure) ->
                loop.runOnContext(nothing -> {
                    if (failure == null) {
                        then.accept(value);
                    } else {
                        failed(context, failure);
                    }
                }));
    }

    private static void failed(RoutingContext context, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        switch (cause) {
            // the link tells of the outage, once; each request need not
            case RedisAway away -> {
                log.debug("api.redis-away path={}", context.normalizedPath());
                refuse(context, 503, "Redis does not answer: try again");
            }
            case DamagedRecord damaged -> {
                log.warn("api.damaged reason=\"{}\"", damaged.getMessage());
                refuse(
                        context,
                        500,
                        damaged.getMessage()
                                + ": trying again does not help; repair it as docs/CLUB.md says");
            }
            case AccountInUse inUse -> refuse(context, 409, inUse.getMessage());
            default -> {
                log.error("api.failed path={}", context.normalizedPath(), cause);
                refuse(
                        context,
                        500,
                        "what Redis holds cannot be read ("
                                + cause.getClass().getSimpleName()
                                + "): see ./zarang points verify, and the server's log");
            }
        }
    }

    /**
     * What a request that no handler answered is told: never an empty body, never a stack trace.
     */
    static void unhandled(RoutingContext context) {
        int status = context.statusCode() < 400 ? 500 : context.statusCode();
        if (status >= 500) {
            log.error("api.failed path={}", context.normalizedPath(), context.failure());
        }
        refuse(
                context,
                status,
                status == 413
                        ? "the body is too large"
                        : status >= 500 ? "an error of the server's own: see its log" : "refused");
    }
}
