package zarang.api.callbacks;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import zarang.api.problem.Problem;
import zarang.api.route.Answer;
import zarang.api.route.Asked;
import zarang.api.route.Operation;
import zarang.api.route.Paging;
import zarang.api.route.Scope;
import zarang.call.Words;
import zarang.routing.callback.Callback;
import zarang.routing.callback.CallbackResult;
import zarang.routing.callback.MissedCaller;
import zarang.routing.callback.MissedCallers;
import zarang.routing.callback.TakenOff;

/** {@code /missed-calls}: callers who were not served, until somebody has called them. */
public final class MissedApi {
    private static final String MISSED = "/api/v1/missed-calls";

    private final MissedCallers missed;

    public MissedApi(MissedCallers missed) {
        this.missed = missed;
    }

    /** One as it is sent. */
    record ShownMissed(
            String id,
            String queue,
            String number,
            Instant first,
            Instant last,
            int times,
            String reason,
            String call,
            @Nullable String heldBy,
            @Nullable Instant heldUntil) {
        static ShownMissed of(MissedCaller missed) {
            return new ShownMissed(
                    missed.id(),
                    missed.queue().value(),
                    missed.number().e164(),
                    missed.first(),
                    missed.last(),
                    missed.times(),
                    Words.of(missed.reason()),
                    missed.call().value(),
                    missed.hold().map(Callback.Hold::by).orElse(null),
                    missed.hold().map(Callback.Hold::until).orElse(null));
        }
    }

    public List<Operation> operations() {
        return List.of(
                Operation.get(MISSED, Scope.CALLBACKS_READ, this::all),
                Operation.get(MISSED + "/:id", Scope.CALLBACKS_READ, this::one),
                Operation.act(MISSED + "/:id/claim", Scope.CALLBACKS_WRITE, this::claim),
                Operation.act(MISSED + "/:id/closure", Scope.CALLBACKS_WRITE, this::close));
    }

    private CompletionStage<Answer> all(Asked asked) {
        Paging paging = Paging.of("missed-calls", asked);
        Optional<String> queue = asked.query("queue");
        return missed.all()
                .thenApply(all ->
                        paging.page(
                                all.stream()
                                        .filter(each ->
                                                queue.isEmpty()
                                                        || each.queue().value().equals(queue.get()))
                                        .toList(),
                                MissedCaller::id,
                                ShownMissed::of));
    }

    private CompletionStage<Answer> one(Asked asked) {
        String id = asked.path("id");
        return missed.one(id).thenApply(found -> answer(found, id));
    }

    private CompletionStage<Answer> claim(Asked asked) {
        String id = asked.path("id");
        return missed.hold(id, asked.by(), ListWork.span(asked))
                .thenCompose(holder -> {
                    ListWork.mustBe(holder, id, asked);
                    return missed.one(id);
                })
                .thenApply(found -> answer(found, id));
    }

    private CompletionStage<Answer> close(Asked asked) {
        String id = asked.path("id");
        return ListWork.close(
                        asked,
                        id,
                        new ListWork.Ways<MissedCaller>() {
                            @Override
                            public CompletionStage<TakenOff<MissedCaller>> unlessHeld(
                                    CallbackResult result) {
                                return missed.takeOff(id, result, asked.by());
                            }

                            @Override
                            public CompletionStage<Optional<MissedCaller>> anyway(
                                    CallbackResult result) {
                                return missed.close(id, result, asked.by());
                            }
                        })
                .thenApply(closed -> answer(closed, id));
    }

    private static Answer answer(Optional<MissedCaller> found, String id) {
        return found.map(each -> Answer.ok(ShownMissed.of(each)))
                .orElseThrow(() ->
                        Problem.notFound(
                                        id
                                                + " is not on the list of missed callers: GET "
                                                + MISSED
                                                + " says who is")
                                .refusal());
    }
}
