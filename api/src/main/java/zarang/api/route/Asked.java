package zarang.api.route;

import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import zarang.api.problem.Problem;
import zarang.api.problem.ProblemKind;

/**
 * A request that was let in. On its event loop.
 *
 * @param loop its event loop
 * @param body whole; empty where the operation reads it itself
 * @param earlier whether it came by a path from before {@code /api/v1}
 */
public record Asked(
        RoutingContext context, Context loop, ApiCaller caller, Buffer body, boolean earlier) {
    /** A part of the path, decoded. */
    public String path(String name) {
        return Objects.requireNonNullElse(context.pathParam(name), "");
    }

    /** A parameter of the query, decoded. */
    public Optional<String> query(String name) {
        return parameters(name).getAll(name).stream().findFirst();
    }

    /**
     * Refuses a parameter that nobody knows: who means dry-run and writes it otherwise changes
     * nothing.
     *
     * @throws zarang.api.problem.Problem.Refusal it names it
     */
    public void mustKnow(Set<String> known) {
        for (String name : parameters("").names()) {
            if (!known.contains(name)) {
                throw Problem.parameter(
                                ProblemKind.INVALID,
                                name,
                                known.isEmpty()
                                        ? "nobody knows this name"
                                        : "nobody knows this name, but "
                                                + String.join(", ", new TreeSet<>(known)))
                        .refusal();
            }
        }
    }

    private MultiMap parameters(String wanted) {
        try {
            return context.queryParams();
        } catch (RuntimeException malformed) {
            throw Problem.parameter(
                            ProblemKind.UNREADABLE,
                            wanted,
                            "the query cannot be read: write % as %25")
                    .refusal();
        }
    }

    /**
     * Whether a parameter of the query says yes.
     *
     * @throws zarang.api.problem.Problem.Refusal it says something else than {@code true} or {@code
     *     false}
     */
    public boolean flag(String name) {
        String said = query(name).orElse("false");
        if (!earlier && !said.equals("true") && !said.equals("false")) {
            throw Problem.parameter(ProblemKind.INVALID, name, "is not true or false").refusal();
        }
        return said.equals("true");
    }

    /**
     * The body, as a record.
     *
     * @throws zarang.api.problem.Problem.Refusal it cannot be one
     */
    public <T> T body(Class<T> type) {
        return json().read(body.getBytes(), type);
    }

    /** Who asks, as facts name it. */
    public String by() {
        return "api " + caller.name();
    }

    public Json json() {
        return earlier ? Json.EARLIER : Json.V1;
    }

    /** What {@code work} gives, begun on the request's event loop. */
    public <T> CompletionStage<T> onLoop(Supplier<CompletionStage<T>> work) {
        return CompletableFuture.completedFuture(loop)
                .thenComposeAsync(same -> work.get(), task -> loop.runOnContext(n -> task.run()));
    }

    public HttpServerRequest request() {
        return context.request();
    }
}
