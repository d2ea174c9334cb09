package zarang.api.flows;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import zarang.api.flows.FlowPublisher.Outcome;
import zarang.api.flows.FlowPublisher.Published;
import zarang.api.problem.Problem;
import zarang.api.problem.ProblemKind;
import zarang.api.route.Answer;
import zarang.api.route.Asked;
import zarang.api.route.IfMatch;
import zarang.api.route.Operation;
import zarang.api.route.Paging;
import zarang.api.route.Scope;
import zarang.call.loop.ControlLoop;
import zarang.yaml.Finding;

/** {@code /flows}: puts the scripts of the folder in front of new calls, or goes back. */
public final class FlowApi {
    private static final String FLOWS = "/api/v1/flows";
    private static final String FORCE = "force";

    private final FlowPublisher publisher;
    private final ControlLoop loop;

    /**
     * @param loop where scripts are switched over
     */
    public FlowApi(FlowPublisher publisher, ControlLoop loop) {
        this.publisher = publisher;
        this.loop = loop;
    }

    /**
     * What new calls get.
     *
     * @param warnings what works and is probably not what was meant
     */
    record Switched(List<Published> published, List<Problem.Fault> warnings) {}

    /** Where to go back to; the version before if it does not say. */
    record Back(@Nullable Integer to) {}

    public List<Operation> operations() {
        return List.of(
                Operation.get(FLOWS, Scope.FLOWS_READ, this::all),
                Operation.get(
                        FLOWS + "/:flow",
                        Scope.FLOWS_READ,
                        asked -> one(named(asked)).thenApply(FlowApi::shown)),
                Operation.act(
                                FLOWS + "/publications",
                                Scope.FLOWS_PUBLISH,
                                asked ->
                                        publisher
                                                .publish(loop, asked.by(), asked.flag(FORCE))
                                                .thenApply(FlowApi::answer))
                        .knowing(FORCE),
                Operation.act(FLOWS + "/:flow/rollbacks", Scope.FLOWS_PUBLISH, this::rollBack));
    }

    private CompletionStage<Answer> all(Asked asked) {
        Paging paging = Paging.of("flows", asked);
        return publisher
                .inFront(loop)
                .thenApply(flows -> paging.page(flows, Published::flow, flow -> flow));
    }

    private CompletionStage<Published> one(String flow) {
        return publisher
                .inFront(loop)
                .thenApply(flows ->
                        flows.stream()
                                .filter(each -> each.flow().equals(flow))
                                .findFirst()
                                .orElseThrow(() ->
                                        Problem.notFound("no flow is called " + flow).refusal()));
    }

    private static Answer shown(Published flow) {
        return Answer.ok(flow).tagged(Integer.toString(flow.version()));
    }

    /** Two who roll back the same version at once go back one step and not two, if they say so. */
    private CompletionStage<Answer> rollBack(Asked asked) {
        String flow = named(asked);
        Optional<Integer> to = to(asked);
        Optional<IfMatch> seen = IfMatch.given(asked);
        CompletionStage<Outcome> outcome =
                seen.isEmpty()
                        ? publisher.rollBack(flow, to, loop)
                        : one(flow)
                                .thenCompose(now -> {
                                    if (!seen.get().allows(Integer.toString(now.version()))) {
                                        throw overtaken(now);
                                    }
                                    return publisher.rollBack(flow, to, loop);
                                });
        return outcome.thenApply(FlowApi::answer);
    }

    /** An empty body says what an object without keys does. */
    private static Optional<Integer> to(Asked asked) {
        if (asked.body().length() == 0) {
            return Optional.empty();
        }
        Back back = asked.body(Back.class);
        if (back.to() != null && back.to() < 1) {
            throw Problem.at("/to", "is not a version: 1 and up").refusal();
        }
        return Optional.ofNullable(back.to());
    }

    private static Problem.Refusal overtaken(Published now) {
        return Problem.overtaken(
                        "another version is in front by now: look at current",
                        Integer.toString(now.version()),
                        now)
                .refusal();
    }

    /** The flow that the path names. It becomes a name of a folder: nothing else is one. */
    public static String named(Asked asked) {
        String flow = asked.path("flow");
        if (!flow.matches("[a-z0-9][a-z0-9-]{0,31}")) {
            throw Problem.notFound("no flow has this name: small letters, digits, dashes")
                    .refusal();
        }
        return flow;
    }

    private static Answer answer(Outcome outcome) {
        if (outcome.published().isEmpty()) {
            throw refused(outcome);
        }
        return Answer.ok(
                new Switched(
                        outcome.published(),
                        outcome.findings().stream().map(FlowApi::fault).toList()));
    }

    private static Problem.Refusal refused(Outcome outcome) {
        Problem problem =
                Problem.of(
                        ProblemKind.SCRIPTS_REFUSED,
                        "refused: "
                                + (outcome.why().isEmpty()
                                        ? "the scripts in use stay"
                                        : outcome.why()));
        for (Finding finding : outcome.findings()) {
            problem = problem.and(fault(finding));
        }
        return problem.refusal();
    }

    private static Problem.Fault fault(Finding finding) {
        String key = finding.key();
        return new Problem.Fault(
                key.isEmpty() ? finding.message() : key + ": " + finding.message(),
                key.isEmpty()
                        ? null
                        : "/" + key.replace("[", ".").replace("]", "").replace('.', '/'),
                null,
                finding.place().file(),
                finding.place().line(),
                finding.place().column());
    }
}
