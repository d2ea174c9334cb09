package zarang.api.callbacks;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import zarang.api.problem.Problem;
import zarang.api.problem.ProblemKind;
import zarang.api.route.Answer;
import zarang.api.route.Asked;
import zarang.api.route.Ids;
import zarang.api.route.Operation;
import zarang.api.route.Paging;
import zarang.api.route.Scope;
import zarang.call.CallId;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.routing.callback.Callback;
import zarang.routing.callback.CallbackResult;
import zarang.routing.callback.Callbacks;
import zarang.routing.callback.TakenOff;

/** {@code /callbacks}: whom to call back, who does it, and that it was done. */
public final class CallbackApi {
    private static final String CALLBACKS = "/api/v1/callbacks";

    private final Callbacks callbacks;
    private final Function<QueueName, CompletionStage<Boolean>> queues;
    private final Function<String, Optional<PhoneNumber>> numbers;

    /**
     * @param queues whether there is such a queue
     * @param numbers reads a number as people here write it
     */
    public CallbackApi(
            Callbacks callbacks,
            Function<QueueName, CompletionStage<Boolean>> queues,
            Function<String, Optional<PhoneNumber>> numbers) {
        this.callbacks = callbacks;
        this.queues = queues;
        this.numbers = numbers;
    }

    /** One as it is sent. */
    record Shown(
            String id,
            String queue,
            String number,
            Instant asked,
            String by,
            @Nullable String call,
            String note,
            @Nullable String tier,
            Instant since,
            int tries,
            @Nullable String heldBy,
            @Nullable Instant heldUntil) {
        static Shown of(Callback callback) {
            Optional<Callback.Hold> hold = callback.progress().hold();
            return new Shown(
                    callback.id(),
                    callback.queue().value(),
                    callback.number().e164(),
                    callback.asked(),
                    callback.by(),
                    callback.call().map(CallId::value).orElse(null),
                    callback.note(),
                    callback.place().tier().map(Tier::name).orElse(null),
                    callback.place().since(),
                    callback.progress().tries(),
                    hold.map(Callback.Hold::by).orElse(null),
                    hold.map(Callback.Hold::until).orElse(null));
        }
    }

    /** What is sent to have somebody called back. */
    record Wanted(@Nullable String queue, @Nullable String number, @Nullable String note) {}

    public List<Operation> operations() {
        return List.of(
                Operation.get(CALLBACKS, Scope.CALLBACKS_READ, this::all),
                Operation.act(CALLBACKS, Scope.CALLBACKS_WRITE, this::book),
                Operation.get(CALLBACKS + "/:id", Scope.CALLBACKS_READ, this::one),
                Operation.act(CALLBACKS + "/:id/claim", Scope.CALLBACKS_WRITE, this::claim),
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

    private CompletionStage<Answer> book(Asked asked) {
        Wanted wanted = asked.body(Wanted.class);
        String note = wanted.note() == null ? "" : wanted.note();
        if (note.length() > Callback.NOTE_MAX) {
            throw Problem.at("/note", "is longer than " + Callback.NOTE_MAX + " characters")
                    .refusal();
        }
        PhoneNumber number =
                Optional.ofNullable(wanted.number())
                        .flatMap(numbers)
                        .orElseThrow(() ->
                                Problem.expected(
                                                "/number",
                                                wanted.number(),
                                                "a telephone number such as 09121234567")
                                        .refusal());
        QueueName queue =
                Optional.ofNullable(wanted.queue())
                        .flatMap(name -> Ids.read(name, QueueName::new))
                        .orElseThrow(() -> noQueue(wanted.queue()));
        return queues.apply(queue)
                .thenCompose(there -> {
                    if (!there) {
                        throw noQueue(queue.value());
                    }
                    return callbacks.book(
                            new Callbacks.Wanted(
                                    queue, number, asked.by(), Optional.empty(), note));
                })
                .thenCompose(this::booked);
    }

    private static Problem.Refusal noQueue(@Nullable String found) {
        return Problem.expected("/queue", found, "the name of a queue").refusal();
    }

    private CompletionStage<Answer> booked(Callbacks.Booking booking) {
        String id =
                booking.id()
                        .orElseThrow(() ->
                                Problem.of(
                                                ProblemKind.CONFLICT,
                                                "the list is full, or you have 3 on it: POST "
                                                        + CALLBACKS
                                                        + "/{id}/closure takes one off")
                                        .refusal());
        return callbacks
                .one(id)
                .thenApply(found -> {
                    Answer answer = answer(found, id);
                    return booking.fresh()
                            ? answer.as(201).with("Location", CALLBACKS + "/" + id)
                            : answer;
                });
    }

    private CompletionStage<Answer> claim(Asked asked) {
        String id = asked.path("id");
        return callbacks
                .hold(id, asked.by(), ListWork.span(asked))
                .thenCompose(holder -> {
                    ListWork.mustBe(holder, id, asked);
                    return callbacks.one(id);
                })
                .thenApply(found -> answer(found, id));
    }

    private CompletionStage<Answer> close(Asked asked) {
        String id = asked.path("id");
        return ListWork.close(
                        asked,
                        id,
                        new ListWork.Ways<Callback>() {
                            @Override
                            public CompletionStage<TakenOff<Callback>> unlessHeld(
                                    CallbackResult result) {
                                return callbacks.takeOff(id, result, asked.by());
                            }

                            @Override
                            public CompletionStage<Optional<Callback>> anyway(
                                    CallbackResult result) {
                                return callbacks.close(id, result, asked.by());
                            }
                        })
                .thenApply(closed -> answer(closed, id));
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
