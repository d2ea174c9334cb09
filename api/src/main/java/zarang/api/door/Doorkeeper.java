package zarang.api.door;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import zarang.api.keys.ApiKeys;
import zarang.api.problem.Problem;
import zarang.api.problem.ProblemKind;
import zarang.api.route.ApiCaller;
import zarang.api.route.Operation;
import zarang.api.route.Scope;

/** Says who asks, by the token of the request, and whether the token may do it. Any thread. */
public final class Doorkeeper {
    private static final String BEARER = "Bearer ";

    private final byte[] owner;
    private final ApiKeys keys;

    /**
     * @param ownerToken that lies in the data folder; it may do everything, also while Redis is
     *     away
     */
    public Doorkeeper(String ownerToken, ApiKeys keys) {
        owner = ownerToken.getBytes(StandardCharsets.UTF_8);
        this.keys = keys;
    }

    /**
     * Who asks.
     *
     * @param authorization the header as it came
     * @return fails with a {@link zarang.api.problem.Problem.Refusal}, or {@link
     *     zarang.redis.RedisAway} if it is not known whose key it is
     */
    CompletionStage<ApiCaller> admit(Operation operation, @Nullable String authorization) {
        if (operation.scope().isEmpty()) {
            return CompletableFuture.completedFuture(ApiCaller.NOBODY);
        }
        String token =
                authorization != null && authorization.startsWith(BEARER)
                        ? authorization.substring(BEARER.length())
                        : "";
        // in a time that says nothing about where two tokens differ
        if (MessageDigest.isEqual(token.getBytes(StandardCharsets.UTF_8), owner)) {
            return CompletableFuture.completedFuture(ApiCaller.OWNER);
        }
        return keys.find(token)
                .thenApply(found -> allowed(operation, found.orElseThrow(() -> stranger(token))));
    }

    private static ApiCaller allowed(Operation operation, ApiCaller caller) {
        Scope scope = operation.scope().orElseThrow();
        if (!caller.scopes().contains(scope)) {
            throw Problem.of(
                            ProblemKind.NOT_ALLOWED,
                            "the key " + caller.name() + " has not the scope " + scope.text())
                    .refusal();
        }
        return caller;
    }

    private static Problem.Refusal stranger(String token) {
        return Problem.of(
                        ProblemKind.NO_TOKEN,
                        ApiKeys.isToken(token)
                                ? "the key is unknown, revoked or over"
                                : "the token is missing or wrong: the owner's lies in the data"
                                        + " folder, secrets/admin-token")
                .with("WWW-Authenticate", "Bearer")
                .refusal();
    }
}
