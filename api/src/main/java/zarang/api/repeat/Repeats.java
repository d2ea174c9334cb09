package zarang.api.repeat;

import io.lettuce.core.SetArgs;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;
import zarang.api.problem.Problem;
import zarang.api.problem.ProblemKind;
import zarang.api.route.Answer;
import zarang.api.route.Asked;
import zarang.api.route.Json;
import zarang.redis.RedisLink;
import zarang.redis.Sha256;

/**
 * Remembers what acting requests with an {@code Idempotency-Key} were answered, in Redis, so that
 * each process answers a repeated one alike. Any thread; nothing waits. Fails with {@link
 * zarang.redis.RedisAway}: what cannot be remembered is not done.
 *
 * <p>{@code zarang:api:repeat:HASH}, one key for a token and its Idempotency-Key: first that the
 * request is under way, for {@link #UNDER_WAY}, then what it was answered, for {@link #KEPT}. Only
 * what was done is remembered: a request that was refused or failed may come again with its key. A
 * process that dies between doing and remembering leaves it under way, and later as if it had not
 * been: what may never be done twice carries the key down to where it is done.
 */
public final class Repeats {
    /** Longer than an operation takes. */
    static final Duration UNDER_WAY = Duration.ofSeconds(30);

    static final Duration KEPT = Duration.ofDays(1);
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String JSON_TYPE = "application/json";
    private static final int SUCCESS = 2;
    private static final int HUNDRED = 100;

    private final RedisLink redis;

    public Repeats(RedisLink redis) {
        this.redis = redis;
    }

    /**
     * What is remembered of a request.
     *
     * @param request hash of what was asked
     * @param status 0: it is under way
     * @param body as it was sent; empty if it held a secret
     */
    record Kept(
            String request,
            int status,
            Map<String, String> headers,
            String mediaType,
            String body,
            boolean secret) {
        static Kept underWay(String request) {
            return new Kept(request, 0, Map.of(), "", "", false);
        }

        static Kept done(String request, Answer answer, Json json) {
            Answer.Text text =
                    switch (answer.body().orElseThrow()) {
                        case Answer.Text plain -> plain;
                        case Object body -> new Answer.Text(JSON_TYPE, json.line(body));
                    };
            return new Kept(
                    request,
                    answer.status(),
                    answer.headers(),
                    text.mediaType(),
                    answer.isSecret() ? "" : text.text(),
                    answer.isSecret());
        }
    }

    /** Does it, unless it was done: then it is answered as it was. */
    public CompletionStage<Answer> once(Asked asked, Supplier<CompletionStage<Answer>> work) {
        return once(asked, asked.body().toString(), UNDER_WAY, work);
    }

    /**
     * Does it, unless it was done.
     *
     * @param content that tells it from another request with the same key
     * @param underWay longer than the work takes
     */
    public CompletionStage<Answer> once(
            Asked asked,
            String content,
            Duration underWay,
            Supplier<CompletionStage<Answer>> work) {
        Optional<RepeatKey> key = RepeatKey.of(asked);
        if (key.isEmpty()) {
            return work.get();
        }
        String name = "zarang:api:repeat:" + key.get().hash();
        String request =
                Sha256.of(asked.request().method() + "\n" + asked.request().uri() + "\n" + content);
        Kept begun = Kept.underWay(request);
        return redis.run(
                        LIMIT,
                        commands ->
                                commands.set(
                                        name,
                                        JSON.writeValueAsString(begun),
                                        SetArgs.Builder.nx().ex(underWay)))
                .thenCompose(set ->
                        set == null ? again(name, request) : work(name, request, asked, work));
    }

    private CompletionStage<Answer> work(
            String name, String request, Asked asked, Supplier<CompletionStage<Answer>> work) {
        return asked.onLoop(work)
                .handle((answer, failure) -> {
                    if (failure != null) {
                        return forget(name)
                                .thenCompose(
                                        gone -> CompletableFuture.<Answer>failedFuture(failure));
                    }
                    return answer.status() / HUNDRED == SUCCESS
                            ? keep(name, request, asked, answer)
                            : forget(name).thenApply(gone -> answer);
                })
                .thenCompose(stage -> stage);
    }

    private CompletionStage<Answer> keep(String name, String request, Asked asked, Answer answer) {
        Kept kept = Kept.done(request, answer, asked.json());
        return redis.run(
                        LIMIT,
                        commands ->
                                commands.set(
                                        name,
                                        JSON.writeValueAsString(kept),
                                        SetArgs.Builder.ex(KEPT)))
                // it was done: who asks again meanwhile hears that it is under way
                .handle((set, failure) -> answer);
    }

    /** Nobody is to hear that it is under way; if this fails they hear so for a moment. */
    private CompletionStage<Optional<Long>> forget(String name) {
        return redis.run(LIMIT, commands -> commands.del(name))
                .handle((gone, failure) -> Optional.ofNullable(gone));
    }

    private CompletionStage<Answer> again(String name, String request) {
        return redis.run(LIMIT, commands -> commands.get(name))
                .thenApply(found -> {
                    Kept kept =
                            found == null
                                    ? Kept.underWay(request)
                                    : JSON.readValue(found, Kept.class);
                    if (!kept.request().equals(request)) {
                        throw Problem.of(
                                        ProblemKind.KEY_USED_OTHERWISE,
                                        "another request came with this Idempotency-Key: take a"
                                                + " new one for each thing that is to be done")
                                .refusal();
                    }
                    if (kept.status() == 0) {
                        throw Problem.of(
                                        ProblemKind.UNDER_WAY,
                                        "the same request is under way: ask again for its answer")
                                .with("Retry-After", "1")
                                .refusal();
                    }
                    if (kept.secret()) {
                        throw Problem.of(
                                        ProblemKind.CONFLICT,
                                        "it was done, and its answer held a secret that is shown"
                                                + " once: see "
                                                + kept.headers().getOrDefault("Location", ""))
                                .refusal();
                    }
                    return replay(kept);
                });
    }

    private static Answer replay(Kept kept) {
        Answer answer = Answer.text(kept.status(), kept.mediaType(), kept.body());
        for (Map.Entry<String, String> header : kept.headers().entrySet()) {
            answer = answer.with(header.getKey(), header.getValue());
        }
        return answer.with("Idempotency-Replayed", "true");
    }
}
