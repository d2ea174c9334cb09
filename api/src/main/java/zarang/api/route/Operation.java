package zarang.api.route;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * One thing that can be asked: a row in the table of the API.
 *
 * @param path such as {@code /api/v1/members/:id}
 * @param scope that the token must have; empty: open to all who reach the listener
 * @param body what becomes of the request's
 * @param acting whether doing it twice may be more than doing it once: it knows {@code
 *     Idempotency-Key}
 * @param query parameters that what changes something knows; GET passes others over
 */
public record Operation(
        String method,
        String path,
        Optional<Scope> scope,
        BodyKind body,
        boolean acting,
        Set<String> query,
        Work work) {
    /** What becomes of a request's body. */
    public enum BodyKind {
        NONE,
        /** It is read, up to a limit, before the operation works. */
        JSON,
        /** The operation reads it as it comes. */
        FILE
    }

    /** What an operation does, on an event loop: it never waits. A stage may fail. */
    @FunctionalInterface
    public interface Work {
        CompletionStage<Answer> on(Asked asked);
    }

    /** Open to all. */
    public static Operation open(String path, Work work) {
        return new Operation("GET", path, Optional.empty(), BodyKind.NONE, false, Set.of(), work);
    }

    public static Operation get(String path, Scope scope, Work work) {
        return new Operation("GET", path, Optional.of(scope), BodyKind.NONE, false, Set.of(), work);
    }

    /** Does something: a POST. */
    public static Operation act(String path, Scope scope, Work work) {
        return new Operation("POST", path, Optional.of(scope), BodyKind.JSON, true, Set.of(), work);
    }

    /** Changes what is there: a PATCH. */
    public static Operation change(String path, Scope scope, Work work) {
        return new Operation(
                "PATCH", path, Optional.of(scope), BodyKind.JSON, false, Set.of(), work);
    }

    /** Sets what is there, whatever it was: a PUT. */
    public static Operation put(String path, Scope scope, Work work) {
        return new Operation("PUT", path, Optional.of(scope), BodyKind.JSON, false, Set.of(), work);
    }

    /** Takes away what is there: a DELETE. */
    public static Operation remove(String path, Scope scope, Work work) {
        return new Operation(
                "DELETE", path, Optional.of(scope), BodyKind.NONE, false, Set.of(), work);
    }

    /** Takes a file: a POST that bears repeating by itself. */
    public static Operation upload(String path, Scope scope, Work work) {
        return new Operation(
                "POST", path, Optional.of(scope), BodyKind.FILE, false, Set.of(), work);
    }

    /** The same, which knows these parameters of the query. */
    public Operation knowing(String... parameters) {
        return new Operation(method, path, scope, body, acting, Set.of(parameters), work);
    }

    /** Whether it is one of the paths from before {@code /api/v1}. */
    public boolean isEarlier() {
        return path.startsWith("/api/") && !path.startsWith("/api/v1/");
    }
}
