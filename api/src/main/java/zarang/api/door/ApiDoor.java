package zarang.api.door;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import zarang.api.limit.RateLimits;
import zarang.api.problem.Problem;
import zarang.api.problem.ProblemKind;
import zarang.api.repeat.Repeats;
import zarang.api.route.Answer;
import zarang.api.route.ApiCaller;
import zarang.api.route.Asked;
import zarang.api.route.Operation;
import zarang.api.route.Operation.BodyKind;

/**
 * The way of every request: who asks and what they may do, the body, the operation, the answer; and
 * the one place where a failure becomes a problem.
 */
public final class ApiDoor {
    private static final String REQUEST_ID = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    /** In any case, with any parameters (RFC 9110 §8.3.1). */
    private static final Pattern JSON_TYPE =
            Pattern.compile(
                    "application/([a-z0-9.-]+\\+)?json[ \t]*(;.*)?", Pattern.CASE_INSENSITIVE);

    private static final String SOCKET_BEARER = "bearer.";
    private static final int HUNDRED = 100;
    private static final int CLIENT = 4;

    private final Doorkeeper keeper;
    private final RateLimits limits;
    private final Repeats repeats;
    private final RandomGenerator random;

    /**
     * @param random for the ids of requests; any thread uses it
     */
    public ApiDoor(Doorkeeper keeper, RateLimits limits, Repeats repeats, RandomGenerator random) {
        this.keeper = keeper;
        this.limits = limits;
        this.repeats = repeats;
        this.random = random;
    }

    /** Serves these and no others. */
    public void open(Router router, List<Operation> operations) {
        Map<String, Map<String, Operation>> byPath =
                operations.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Operation::path,
                                        // a name before what stands for any
                                        () ->
                                                new TreeMap<>(
                                                        Comparator.comparing((String path) ->
                                                                path.replace(':', '~'))),
                                        Collectors.toMap(
                                                Operation::method,
                                                operation -> operation,
                                                (a, b) -> {
                                                    throw new IllegalArgumentException(
                                                            a.path() + " is there twice");
                                                },
                                                TreeMap::new)));
        byPath.forEach(
                (path, methods) -> router.route(path).handler(context -> choose(context, methods)));
        router.route()
                .handler(context ->
                        refuse(
                                context,
                                Problem.notFound(
                                        "no such path: /api/v1/docs lists what can be asked")));
        router.route().failureHandler(this::unhandled);
    }

    private void choose(RoutingContext context, Map<String, Operation> methods) {
        HttpMethod method = context.request().method();
        Operation operation = methods.get(method.equals(HttpMethod.HEAD) ? "GET" : method.name());
        if (operation == null) {
            String allowed = allowed(methods.keySet());
            refuse(
                    context,
                    Problem.of(
                                    ProblemKind.WRONG_METHOD,
                                    "this path knows " + allowed + " and not " + method)
                            .with("Allow", allowed));
        } else {
            serve(context, operation);
        }
    }

    /** Who can be got can be asked for its head. */
    private static String allowed(Set<String> methods) {
        Set<String> all = new TreeSet<>(methods);
        if (all.contains("GET")) {
            all.add("HEAD");
        }
        return String.join(", ", all);
    }

    private void serve(RoutingContext context, Operation operation) {
        Context loop = context.vertx().getOrCreateContext();
        Executor onLoop = work -> loop.runOnContext(nothing -> work.run());
        Reply reply = reply(context, operation.isEarlier());
        context.request().pause();
        var _ =
                CompletableFuture.completedFuture(authorization(context.request()))
                        .thenCompose(authorization -> keeper.admit(operation, authorization))
                        .thenComposeAsync(
                                caller -> {
                                    count(caller, reply);
                                    return body(context, operation)
                                            .thenCompose(body ->
                                                    work(
                                                            operation,
                                                            new Asked(
                                                                    context,
                                                                    loop,
                                                                    caller,
                                                                    body,
                                                                    operation.isEarlier())));
                                },
                                onLoop)
                        .whenCompleteAsync(
                                (answer, failure) -> {
                                    if (failure == null) {
                                        reply.send(answer);
                                    } else {
                                        reply.fail(failure);
                                    }
                                },
                                onLoop);
    }

    /**
     * The header, or what stands for it in a WebSocket handshake of a browser, which can set no
     * other header: {@code Sec-WebSocket-Protocol: zarang.v1, bearer.TOKEN}.
     */
    private static @Nullable String authorization(HttpServerRequest request) {
        String header = request.getHeader("Authorization");
        String protocols = request.getHeader("Sec-WebSocket-Protocol");
        if (header != null || protocols == null) {
            return header;
        }
        return Arrays.stream(protocols.split(","))
                .map(String::strip)
                .filter(each -> each.startsWith(SOCKET_BEARER))
                .findFirst()
                .map(each -> "Bearer " + each.substring(SOCKET_BEARER.length()))
                .orElse(null);
    }

    /** A token that asks too often is told when it may again. */
    private void count(ApiCaller caller, Reply reply) {
        if (!caller.equals(ApiCaller.NOBODY)) {
            RateLimits.Taken taken = limits.take(caller);
            taken.headers().forEach(reply::header);
            if (taken.isTooMany()) {
                throw taken.problem().refusal();
            }
        }
    }

    private CompletionStage<Answer> work(Operation operation, Asked asked) {
        if (!operation.method().equals("GET") && !operation.isEarlier()) {
            asked.mustKnow(operation.query());
        }
        return operation.acting()
                ? repeats.once(asked, () -> operation.work().on(asked))
                : operation.work().on(asked);
    }

    private static CompletionStage<Buffer> body(RoutingContext context, Operation operation) {
        if (operation.body() != BodyKind.JSON) {
            return CompletableFuture.completedFuture(Buffer.buffer());
        }
        String type = context.request().getHeader("Content-Type");
        if (type != null && !operation.isEarlier() && !JSON_TYPE.matcher(type.strip()).matches()) {
            throw Problem.of(
                            ProblemKind.WRONG_MEDIA_TYPE,
                            "found " + type + ", expected Content-Type: application/json")
                    .refusal();
        }
        return SmallBody.of(context.request(), context.vertx(), SmallBody.WITHIN)
                .toCompletionStage();
    }

    private Reply reply(RoutingContext context, boolean earlier) {
        String given = context.request().getHeader("X-Request-Id");
        return new Reply(
                context,
                given != null && given.matches(REQUEST_ID)
                        ? given
                        : Long.toString(random.nextLong() & Long.MAX_VALUE, Character.MAX_RADIX),
                earlier);
    }

    private void refuse(RoutingContext context, Problem problem) {
        reply(context, isEarlier(context)).refuse(problem);
    }

    private static boolean isEarlier(RoutingContext context) {
        String path = context.request().path();
        return path != null && path.startsWith("/api/") && !path.startsWith("/api/v1");
    }

    /** What never came to an operation, or broke in between. */
    private void unhandled(RoutingContext context) {
        Throwable failure = context.failure();
        if (failure != null && context.statusCode() / HUNDRED != CLIENT) {
            reply(context, isEarlier(context)).fail(failure);
        } else {
            refuse(context, Problem.of(ProblemKind.UNREADABLE, "the request cannot be read"));
        }
    }
}
