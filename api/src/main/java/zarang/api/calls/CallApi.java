package zarang.api.calls;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import zarang.api.problem.Problem;
import zarang.api.problem.ProblemKind;
import zarang.api.route.Answer;
import zarang.api.route.Asked;
import zarang.api.route.Ids;
import zarang.api.route.Operation;
import zarang.api.route.Paging;
import zarang.api.route.Scope;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.QueueName;
import zarang.call.Words;
import zarang.call.plan.SupervisionMode;
import zarang.call.verb.Supervision;
import zarang.routing.calls.CallDone;
import zarang.routing.calls.CallRequest;
import zarang.routing.calls.CallRequest.Wish;
import zarang.routing.calls.CallSeen;
import zarang.routing.calls.CallsSeen;

/** {@code /calls}: what is under way, who is in whose talk, and an end to it. */
public final class CallApi {
    private static final String CALLS = "/api/v1/calls";
    private static final String SUPERVISOR = "supervisor";
    private static final String TAKE_OVER = "take-over";
    private static final String UNKNOWN = "; whether it was done is not known, GET the call first";

    private final CallsAtWork calls;

    public CallApi(CallsAtWork calls) {
        this.calls = calls;
    }

    /**
     * A call as it is sent.
     *
     * @param node the name of the process that has it
     * @param caller the last two digits of its number
     */
    record Shown(
            String id,
            String node,
            Instant since,
            @Nullable String caller,
            @Nullable String from,
            @Nullable String queue,
            @Nullable String agent,
            String state,
            List<Supervisor> supervisors) {
        static Shown of(CallSeen call) {
            return new Shown(
                    call.id().value(),
                    call.node(),
                    call.since(),
                    call.caller().orElse(null),
                    call.from().map(AgentId::value).orElse(null),
                    call.queue().map(QueueName::value).orElse(null),
                    call.agent().map(AgentId::value).orElse(null),
                    Words.of(call.activity()),
                    call.supervision().stream().map(Supervisor::of).toList());
        }
    }

    /** A call as it is sent everywhere. */
    public static Object shown(CallSeen call) {
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
                Operation.get(CALLS + "/:id", Scope.CALLS_READ, this::one),
                Operation.act(supervision, Scope.SUPERVISION_WRITE, this::enter),
                Operation.change(supervision, Scope.SUPERVISION_WRITE, this::change),
                Operation.remove(supervision, Scope.SUPERVISION_WRITE, this::leave)
                        .knowing(SUPERVISOR),
                Operation.act(CALLS + "/:id/actions", Scope.CALLS_WRITE, this::decide));
    }

    /**
     * The calls of all processes as they are sent.
     *
     * @param complete whether no call is missing among them
     * @param missing processes that did not answer
     */
    record ShownPage(
            List<?> items, @Nullable String next, boolean complete, List<String> missing) {}

    private CompletionStage<Answer> all(Asked asked) {
        Paging paging = Paging.of("calls", asked);
        Optional<CallId> after =
                paging.last()
                        .map(last ->
                                CallId.maybe(last).orElseThrow(() -> Paging.badCursor().refusal()));
        return calls.page(after, paging.limit() + 1)
                .thenApply(seen ->
                        paging.found(
                                seen.calls(),
                                call -> call.id().value(),
                                Shown::of,
                                page ->
                                        new ShownPage(
                                                page.items(),
                                                page.next(),
                                                seen.isComplete(),
                                                seen.missing())));
    }

    private CompletionStage<Answer> one(Asked asked) {
        CallId id = id(asked);
        return calls.these(List.of(id))
                .thenApply(seen -> shown(id, seen.calls().stream().findFirst(), seen, ""));
    }

    private static Answer shown(
            CallId id, Optional<CallSeen> found, CallsSeen asked, String unknown) {
        return Answer.ok(Shown.of(found.orElseThrow(() -> notFound(id, asked, unknown).refusal())));
    }

    private CompletionStage<Answer> enter(Asked asked) {
        Wanted wanted = asked.body(Wanted.class);
        AgentId supervisor =
                supervisor(wanted.supervisor())
                        .orElseThrow(() ->
                                Problem.expected("/supervisor", null, "an extension").refusal());
        return done(asked, new Wish.Ring(supervisor, mode(wanted.mode())))
                .thenApply(CallApi::shown);
    }

    private CompletionStage<Answer> change(Asked asked) {
        Wanted wanted = asked.body(Wanted.class);
        Optional<AgentId> supervisor = supervisor(wanted.supervisor());
        return done(
                        asked,
                        TAKE_OVER.equals(wanted.mode())
                                ? new Wish.TakeOver(supervisor)
                                : new Wish.Become(supervisor, mode(wanted.mode())))
                .thenApply(CallApi::shown);
    }

    private CompletionStage<Answer> leave(Asked asked) {
        Optional<AgentId> supervisor = supervisor(asked.query(SUPERVISOR).orElse(null));
        return done(asked, new Wish.Leave(supervisor)).thenApply(done -> Answer.DONE);
    }

    private CompletionStage<Answer> decide(Asked asked) {
        String action = asked.body(Decided.class).action();
        Wish wish =
                switch (action == null ? "" : action) {
                    case "hang-up" -> new Wish.HangUp();
                    case "requeue" -> new Wish.Requeue();
                    default ->
                            throw Problem.expected("/action", action, "hang-up or requeue")
                                    .refusal();
                };
        return done(asked, wish).thenApply(done -> Answer.DONE);
    }

    private static CallId id(Asked asked) {
        String id = asked.path("id");
        return CallId.maybe(id).orElseThrow(() -> over(id).refusal());
    }

    private static Problem over(String id) {
        return Problem.notFound(
                "no call " + id + " is under way: GET " + CALLS + " says which are");
    }

    /**
     * It is over, or that cannot be known now.
     *
     * @param unknown what else is not known then
     */
    private static Problem notFound(CallId id, CallsSeen asked, String unknown) {
        if (asked.isComplete()) {
            return over(id.value());
        }
        String silent =
                asked.missing().isEmpty()
                        ? "Redis does not say which other processes there are"
                        : "no answer from " + String.join(", ", asked.missing());
        return Problem.of(
                        ProblemKind.NO_ANSWER,
                        "call " + id + " is not here, and " + silent + ": ask again" + unknown)
                .with("Retry-After", "1");
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
    private CompletionStage<Done> done(Asked asked, Wish wish) {
        CallId id = id(asked);
        return calls.ask(new CallRequest(id, wish, asked.by()))
                .thenApply(done -> {
                    SupervisionAnswer.of(done.result(), notFound(id, done.asked(), UNKNOWN))
                            .ifPresent(problem -> {
                                throw problem.refusal();
                            });
                    return new Done(id, done);
                });
    }

    private record Done(CallId id, CallDone done) {}

    private static Answer shown(Done done) {
        return shown(done.id(), done.done().call(), done.done().asked(), UNKNOWN);
    }
}
