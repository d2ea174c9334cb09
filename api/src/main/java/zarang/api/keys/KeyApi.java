package zarang.api.keys;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import zarang.api.problem.Problem;
import zarang.api.problem.ProblemKind;
import zarang.api.route.Answer;
import zarang.api.route.ApiCaller;
import zarang.api.route.Asked;
import zarang.api.route.Operation;
import zarang.api.route.Paging;
import zarang.api.route.Scope;
import zarang.api.route.SentTime;

/** {@code /api-keys}. A key can make no key that may more than itself. */
public final class KeyApi {
    private static final String KEYS = "/api/v1/api-keys";
    private static final String ALL = "all";
    private static final int LABEL_MAX = 64;

    private final ApiKeys keys;
    private final InstantSource clock;

    public KeyApi(ApiKeys keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    record Body(
            @Nullable String label, @Nullable List<String> scopes, @Nullable String expiresAt) {}

    /**
     * A key as it is sent.
     *
     * @param token only in the answer to its making
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Shown(
            String id,
            String label,
            List<String> scopes,
            String createdAt,
            String createdBy,
            @Nullable String expiresAt,
            @Nullable String lastUsedAt,
            @Nullable String token) {
        static Shown of(KeptKey key, @Nullable String lastUsedAt, @Nullable String token) {
            return new Shown(
                    key.id(),
                    key.label(),
                    key.scopes(),
                    key.createdAt(),
                    key.createdBy(),
                    key.expiresAt(),
                    lastUsedAt,
                    token);
        }

        static Shown of(ApiKeys.Listed listed) {
            return of(listed.key(), listed.used().map(Instant::toString).orElse(null), null);
        }
    }

    public List<Operation> operations() {
        return List.of(
                Operation.get(KEYS, Scope.KEYS_READ, this::all),
                Operation.act(KEYS, Scope.KEYS_WRITE, this::make),
                Operation.get(KEYS + "/:id", Scope.KEYS_READ, this::one),
                Operation.remove(KEYS + "/:id", Scope.KEYS_WRITE, this::revoke));
    }

    private CompletionStage<Answer> all(Asked asked) {
        Paging paging = Paging.of("api-keys", asked);
        return keys.all()
                .thenApply(all -> paging.page(all, listed -> listed.key().id(), Shown::of));
    }

    private CompletionStage<Answer> one(Asked asked) {
        return keys.all()
                .thenApply(all ->
                        all.stream()
                                .filter(listed -> listed.key().id().equals(asked.path("id")))
                                .findFirst()
                                .map(listed -> Answer.ok(Shown.of(listed)))
                                .orElseThrow(KeyApi::unknown));
    }

    private CompletionStage<Answer> make(Asked asked) {
        Body body = asked.body(Body.class);
        String label = label(body.label());
        List<String> scopes = scopes(body.scopes(), asked.caller());
        return keys.make(label, scopes, asked.caller(), expires(body.expiresAt()))
                .thenApply(made ->
                        Answer.created(
                                        Shown.of(made.key(), null, made.token()),
                                        KEYS + "/" + made.key().id())
                                .secret());
    }

    private static String label(@Nullable String label) {
        if (label == null || label.isBlank() || label.length() > LABEL_MAX) {
            throw Problem.at("/label", "say what the key is for, in 1 to 64 characters").refusal();
        }
        if (label.chars().anyMatch(Character::isISOControl)) {
            throw Problem.at("/label", "holds a control character").refusal();
        }
        return label;
    }

    private static List<String> scopes(@Nullable List<String> written, ApiCaller by) {
        TreeSet<Scope> wanted = new TreeSet<>();
        for (String each : written == null ? List.<String>of() : written) {
            if (ALL.equals(each)) {
                wanted.addAll(List.of(Scope.values()));
            } else {
                wanted.add(
                        Optional.ofNullable(each)
                                .flatMap(Scope::read)
                                .orElseThrow(() -> Problem.at("/scopes", known()).refusal()));
            }
        }
        if (wanted.isEmpty()) {
            throw Problem.at("/scopes", known()).refusal();
        }
        if (!by.scopes().containsAll(wanted)) {
            wanted.removeAll(by.scopes());
            throw Problem.of(
                            ProblemKind.NOT_ALLOWED,
                            "a key cannot give what it has not: "
                                    + wanted.stream().map(Scope::text).toList())
                    .refusal();
        }
        return wanted.stream().map(Scope::text).toList();
    }

    private static String known() {
        return "expected one or more of "
                + List.of(Scope.values()).stream().map(Scope::text).toList()
                + ", or all";
    }

    private Optional<Instant> expires(@Nullable String written) {
        if (written == null) {
            return Optional.empty();
        }
        return SentTime.read(written)
                .filter(expires -> expires.isAfter(clock.instant()))
                .or(() -> {
                    throw Problem.at(
                                    "/expiresAt",
                                    "found "
                                            + written
                                            + ", expected a time to come, such as"
                                            + " 2030-01-31T00:00:00Z")
                            .refusal();
                });
    }

    private CompletionStage<Answer> revoke(Asked asked) {
        return keys.revoke(asked.path("id"), asked.caller())
                .thenApply(was -> {
                    if (!was) {
                        throw unknown();
                    }
                    return Answer.DONE;
                });
    }

    private static Problem.Refusal unknown() {
        return Problem.notFound("no key has this id").refusal();
    }
}
