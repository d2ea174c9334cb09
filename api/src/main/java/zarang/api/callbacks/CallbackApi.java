package zarang.api.callbacks;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import zarang.api.problem.Problem;
import zarang.api.route.Answer;
import zarang.api.route.Asked;
import zarang.api.route.Operation;
import zarang.api.route.Paging;
import zarang.api.route.Scope;
import zarang.call.CallId;
import zarang.call.Words;
import zarang.routing.callback.Callback;
import zarang.routing.callback.CallbackResult;
import zarang.routing.callback.Callbacks;

/** {@code /callbacks}: whom to call back, and that it was done. */
public final class CallbackApi {
    private static final String CALLBACKS = "/api/v1/callbacks";

    private final Callbacks callbacks;

    public CallbackApi(Callbacks callbacks) {
        this.callbacks = callbacks;
    }

    /** One as it is sent. */
    record Shown(
            String id,
            String queue,
            String number,
            Instant asked,
            String by,
            @Nullable String call,
            String note) {
        static Shown of(Callback callback) {
            return new Shown(
                    callback.id(),
                    callback.queue().value(),
                    callback.number().e164(),
                    callback.asked(),
                    callback.by(),
                    callback.call().map(CallId::value).orElse(null),
                    callback.note());
        }
    }

    /** What is sent to close one. */
    record Closing(@Nullable String result) {}

    public List<Operation> operations() {
        return List.of(
                Operation.get(CALLBACKS, Scope.CALLBACKS_READ, this::all),
                Operation.get(CALLBACKS + "/:id", Scope.CALLBACKS_READ, this::one),
                Operation.act(CALLBACKS + "/:id/closure", Scope.CALLBACKS_WRITE, this::close));
    }

    private CompletionStage<Answer> all(Asked asked) {
        Paging paging = Paging.of("callbacks", asked);
        Optional<String> queue = asked.query("queue");
        return callbacks
                .all()
                .thenApply(all -> paging.page(of(queue, all), Callback::id, Shown::of));
    }

    private static List<Callback> of(Optional<String> queue, List<Callback> all) {
        return queue.map(name ->
                        all.stream().filter(each -> each.queue().value().equals(name)).toList())
                .orElse(all);
    }

    private CompletionStage<Answer> one(Asked asked) {
        String id = asked.path("id");
        return callbacks.one(id).thenApply(found -> answer(found, id));
    }

    private CompletionStage<Answer> close(Asked asked) {
        String written = asked.body(Closing.class).result();
        CallbackResult result =
                Arrays.stream(CallbackResult.values())
                        .filter(each -> Words.of(each).equals(written))
                        .findFirst()
                        .orElseThrow(() -> noResult(written));
        String id = asked.path("id");
        return callbacks.close(id, result, asked.by()).thenApply(closed -> answer(closed, id));
    }

    private static Problem.Refusal noResult(@Nullable String written) {
        return Problem.expected(
                        "/result",
                        written,
                        "one of "
                                + Arrays.stream(CallbackResult.values())
                                        .map(Words::of)
                                        .collect(Collectors.joining(", ")))
                .refusal();
    }

    private static Answer answer(Optional<Callback> found, String id) {
        return found.map(callback -> Answer.ok(Shown.of(callback)))
                .orElseThrow(() ->
                        Problem.notFound(
                                        id
                                                + " is not on the list of call-backs: GET "
                                                + CALLBACKS
                                                + " says who is")
                                .refusal());
    }
}
