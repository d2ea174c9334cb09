package zarang.api.calls;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import zarang.api.problem.Problem;
import zarang.api.route.Answer;
import zarang.api.route.Asked;
import zarang.api.route.Ids;
import zarang.api.route.Operation;
import zarang.api.route.Paging;
import zarang.api.route.Scope;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.Words;
import zarang.call.plan.SupervisionMode;
import zarang.call.verb.CallSnapshot;
import zarang.call.verb.Supervision;
import zarang.call.verb.SupervisionResult;
import zarang.call.verb.SupervisionWish;

/** {@code /calls}: what is under way, who is in whose talk, and an end to it. */
public final class CallApi {
    private static final String CALLS = "/api/v1/calls";
    private static final String TAKE_OVER = "take-over";

    private final CallsAtWork calls;

    public CallApi(CallsAtWork calls) {
        this.calls = calls;
    }

    /**
     * A call as it is sent.
     *
     * @param caller the last two digits of its number
     */
    record Shown(
            String id,
            Instant since,
            @Nullable String caller,
            @Nullable String from,
            @Nullable String queue,
            @Nullable String agent,
            String state,
            List<Supervisor> supervisors) {
        static Shown of(CallSnapshot call) {
            return new Shown(
                    call.id().value(),
                    call.since(),
                    call.caller().map(PhoneNumber::toString).orElse(null),
                    call.from().map(AgentId::value).orElse(null),
                    call.queue().map(QueueName::value).orElse(null),
                    call.agent().map(AgentId::value).orElse(null),
                    Words.of(call.activity()),
                    call.supervision().stream().map(Supervisor::of).toList());
        }
    }

    /** A call as it is sent everywhere. */
    public static Object shown(CallSnapshot call) {
        return Shown.of(call);
    }

    /** Who is in its talk. */
    record Supervisor(String supervisor, String mode, String state) {
        static Supervisor of(Supervision one) {
            return new Supervisor(
                    one.supervisor().value(),
                    Words.of(one.mode()),
                    one.joined() ? "joined" : "ringing");
        }
    }

    /** What is sent to be in a talk, or in it in another way. */
    record Wanted(@Nullable String supervisor, @Nullable String mode) {}

    /** What is sent to decide what becomes of a call. */
    record Decided(@Nullable String action) {}

    public List<Operation> operations() {
        String supervision = CALLS + "/:id/supervision";
        return List.of(
                Operation.get(CALLS, Scope.CALLS_READ, this::all),
                Operation.get(CALLS + "/:id", Scope.CALLS_READ, asked -> shown(id(asked))),
                Operation.act(supervision, Scope.SUPERVISION_WRITE, this::enter),
                Operation.change(supervision, Scope.SUPERVISION_WRITE, this::change),
                Operation.remove(supervision, Scope.SUPERVISION_WRITE, this::leave),
                Operation.act(CALLS + "/:id/actions", Scope.CALLS_WRITE, this::decide));
    }

    private CompletionStage<Answer> all(Asked asked) {
        Paging paging = Paging.of("calls", asked);
        return calls.all().thenApply(all -> paging.page(all, call -> call.id().value(), Shown::of));
    }

    private CompletionStage<Answer> shown(CallId id) {
        return calls.one(id)
                .thenApply(found ->
                        Answer.ok(
                                Shown.of(found.orElseThrow(() -> notHere(id.value()).refusal()))));
    }

    private CompletionStage<Answer> enter(Asked asked) {
        CallId id = id(asked);
        Wanted wanted = asked.body(Wanted.class);
        AgentId supervisor =
                supervisor(wanted.supervisor())
                        .orElseThrow(() ->
                                Problem.expected("/supervisor", null, "an extension").refusal());
        SupervisionWish wish = SupervisionWish.ring(supervisor, mode(wanted.mode()), asked.by());
        return done(id, wish).thenCompose(done -> shown(id));
    }

    private CompletionStage<Answer> change(Asked asked) {
        CallId id = id(asked);
        Wanted wanted = asked.body(Wanted.class);
        Optional<AgentId> supervisor = supervisor(wanted.supervisor());
        SupervisionWish wish =
                TAKE_OVER.equals(wanted.mode())
                        ? SupervisionWish.takeOver(supervisor, asked.by())
                        : SupervisionWish.become(supervisor, mode(wanted.mode()), asked.by());
        return done(id, wish).thenCompose(done -> shown(id));
    }

    private CompletionStage<Answer> leave(Asked asked) {
        Optional<AgentId> supervisor = supervisor(asked.query("supervisor").orElse(null));
        return done(id(asked), SupervisionWish.leave(supervisor, asked.by()))
                .thenApply(done -> Answer.DONE);
    }

    private CompletionStage<Answer> decide(Asked asked) {
        String action = asked.body(Decided.class).action();
        SupervisionWish wish =
                switch (action == null ? "" : action) {
                    case "hang-up" -> SupervisionWish.hangUp(asked.by());
                    case "requeue" -> SupervisionWish.requeue(asked.by());
                    default ->
                            throw Problem.expected("/action", action, "hang-up or requeue")
                                    .refusal();
                };
        return done(id(asked), wish).thenApply(done -> Answer.DONE);
    }

    private static CallId id(Asked asked) {
        String id = asked.path("id");
        return Ids.read(id, CallId::new).orElseThrow(() -> notHere(id).refusal());
    }

    private static Problem notHere(String id) {
        return Problem.notFound(
                "no call "
                        + id
                        + " is under way here: it is over, or elsewhere, on another process;"
                        + " GET "
                        + CALLS
                        + " says which are");
    }

    private static Optional<AgentId> supervisor(@Nullable String written) {
        if (written == null) {
            return Optional.empty();
        }
        return Optional.of(
                Ids.read(written, AgentId::new)
                        .orElseThrow(() ->
                                Problem.expected("/supervisor", written, "an extension")
                                        .refusal()));
    }

    private static SupervisionMode mode(@Nullable String written) {
        return switch (written == null ? "" : written) {
            case "listen" -> SupervisionMode.LISTEN;
            case "whisper" -> SupervisionMode.WHISPER;
            case "barge" -> SupervisionMode.BARGE;
            default ->
                    throw Problem.expected(
                                    "/mode",
                                    written,
                                    "listen, whisper or barge; to change also " + TAKE_OVER)
                            .refusal();
        };
    }

    /** Fails with the problem that stands in the way. */
    private CompletionStage<SupervisionResult> done(CallId id, SupervisionWish wish) {
        return calls.ask(id, wish)
                .thenApply(result -> {
                    SupervisionAnswer.of(result, notHere(id.value()))
                            .ifPresent(problem -> {
                                throw problem.refusal();
                            });
                    return result;
                });
    }
}
