package zarang.api.dispositions;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import zarang.api.agents.AgentsAtWork;
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
import zarang.routing.agent.AgentRequest;
import zarang.routing.agent.AgentState;
import zarang.routing.dispatch.FloorView.AgentView;
import zarang.routing.disposition.DisposedCall;
import zarang.routing.disposition.Disposition;
import zarang.routing.disposition.Dispositions;

/** {@code /dispositions} and {@code /calls/{id}/disposition}: what a talk came to, with notes. */
public final class DispositionApi {
    private static final String DISPOSITIONS = "/api/v1/dispositions";
    private static final String OF_CALL = "/api/v1/calls/:id/disposition";

    private final Dispositions dispositions;
    private final AgentsAtWork agents;

    /**
     * @param agents whose wrap-up may be over then
     */
    public DispositionApi(Dispositions dispositions, AgentsAtWork agents) {
        this.dispositions = dispositions;
        this.agents = agents;
    }

    /** A code as it is sent. */
    record Code(String id, String title, List<String> queues, boolean needs_notes) {
        static Code of(Disposition code) {
            return new Code(
                    code.id(),
                    code.title(),
                    code.queues().stream().map(QueueName::value).toList(),
                    code.needsNotes());
        }
    }

    /**
     * What is said of a call, as it is sent; without a code nothing is.
     *
     * @param agent who talked in it last
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Shown(
            String call,
            String agent,
            @Nullable String queue,
            @Nullable String code,
            @Nullable String notes,
            @Nullable String by,
            @Nullable Instant at,
            int revision) {
        static Shown of(DisposedCall call) {
            return new Shown(
                    call.call().value(),
                    call.agent().value(),
                    call.queue().map(QueueName::value).orElse(null),
                    call.said().map(DisposedCall.Said::code).orElse(null),
                    call.said().map(DisposedCall.Said::notes).orElse(null),
                    call.said().map(DisposedCall.Said::by).orElse(null),
                    call.said().map(DisposedCall.Said::at).orElse(null),
                    call.said().map(DisposedCall.Said::revision).orElse(0));
        }
    }

    /** What is sent to say it. */
    record Wanted(@Nullable String code, @Nullable String notes) {}

    public List<Operation> operations() {
        return List.of(
                Operation.get(DISPOSITIONS, Scope.CALLS_READ, this::codes),
                Operation.get(OF_CALL, Scope.CALLS_READ, this::one),
                Operation.put(OF_CALL, Scope.DISPOSITIONS_WRITE, this::set));
    }

    private CompletionStage<Answer> codes(Asked asked) {
        Paging paging = Paging.of("dispositions", asked);
        return CompletableFuture.completedStage(
                paging.page(dispositions.settings().codes(), Disposition::id, Code::of));
    }

    private CompletionStage<Answer> one(Asked asked) {
        CallId id = id(asked);
        return dispositions
                .one(id)
                .thenApply(found ->
                        Answer.ok(Shown.of(found.orElseThrow(() -> noTalk(id).refusal()))));
    }

    private CompletionStage<Answer> set(Asked asked) {
        CallId id = id(asked);
        Wanted wanted = asked.body(Wanted.class);
        Disposition code = code(wanted.code());
        String notes = notes(wanted.notes(), code);
        return dispositions
                .set(id, code, notes, asked.by())
                .thenApply(answer -> said(answer, id, code))
                .thenCompose(call -> endWrapUp(call, asked.by()).thenApply(done -> call))
                .thenApply(call -> Answer.ok(Shown.of(call)));
    }

    private static DisposedCall said(Dispositions.Answer answer, CallId id, Disposition code) {
        switch (answer.result()) {
            case SAID, SAME -> {}
            case NO_CALL -> throw noTalk(id).refusal();
            case OTHER_QUEUE ->
                    throw Problem.expected(
                                    "/code",
                                    code.id(),
                                    "a disposition for the queue of this call: GET " + DISPOSITIONS)
                            .refusal();
            case FULL ->
                    throw Problem.of(
                                    ProblemKind.CONFLICT,
                                    "the journal has not taken what was said before: try again"
                                            + " later")
                            .refusal();
        }
        return answer.call().orElseThrow(() -> noTalk(id).refusal());
    }

    private Disposition code(@Nullable String written) {
        return dispositions
                .settings()
                .find(written == null ? "" : written)
                .orElseThrow(() ->
                        Problem.expected(
                                        "/code",
                                        written,
                                        "one of dispositions in agents.yaml: "
                                                + dispositions.settings().codes().stream()
                                                        .map(Disposition::id)
                                                        .toList())
                                .refusal());
    }

    private static String notes(@Nullable String written, Disposition code) {
        String notes = written == null ? "" : written.strip();
        if (notes.length() > Dispositions.NOTES_MAX) {
            throw Problem.expected(
                            "/notes",
                            notes.length() + " characters",
                            Dispositions.NOTES_MAX + " characters at most")
                    .refusal();
        }
        if (code.needsNotes() && notes.isEmpty()) {
            throw Problem.expected("/notes", written, "notes, for '" + code.id() + "' needs them")
                    .refusal();
        }
        return notes;
    }

    /**
     * The agent's notes are done, if it is so configured and it has talked with nobody since. It
     * then does as it was asked before. That this fails is no reason to say that nothing was said.
     */
    private CompletionStage<?> endWrapUp(DisposedCall call, String by) {
        if (!dispositions.settings().endsWrapUp()) {
            return CompletableFuture.completedStage(null);
        }
        return dispositions
                .isLastOf(call.agent(), call.call())
                .thenCompose(last ->
                        last
                                ? agents.agents()
                                : CompletableFuture.completedStage(List.<AgentView>of()))
                .thenCompose(all -> endWrapUp(call.agent(), all, by))
                .exceptionally(failure -> "not ended");
    }

    private CompletionStage<String> endWrapUp(AgentId agent, List<AgentView> all, String by) {
        return all.stream()
                .filter(view -> view.agent().equals(agent))
                .filter(view -> view.state() instanceof AgentState.WrapUp)
                .findFirst()
                .map(view ->
                        agents.ask(new AgentRequest(agent, view.standing(), by))
                                .thenApply(done -> "ended"))
                .orElseGet(() -> CompletableFuture.completedStage("none"));
    }

    private static CallId id(Asked asked) {
        String id = asked.path("id");
        return Ids.read(id, CallId::new)
                .orElseThrow(() -> Problem.notFound("there is no call " + id).refusal());
    }

    private static Problem noTalk(CallId id) {
        return Problem.notFound(
                "in no call "
                        + id
                        + " an agent talks, or talked a short while ago: see disposition-within"
                        + " in agents.yaml");
    }
}
