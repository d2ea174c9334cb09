package zarang.api.flows;

import java.util.List;
import zarang.api.flows.FlowPublisher.Outcome;
import zarang.api.flows.FlowPublisher.Published;
import zarang.api.problem.Problem;
import zarang.api.problem.ProblemKind;
import zarang.api.route.Answer;
import zarang.api.route.Asked;
import zarang.api.route.Operation;
import zarang.api.route.Scope;
import zarang.call.loop.ControlLoop;
import zarang.yaml.Finding;

/** {@code /flows}: puts the scripts of the folder in front of new calls, or goes back. */
public final class FlowApi {
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

    public List<Operation> operations() {
        return List.of(
                Operation.act(
                        "/api/v1/flows/publications",
                        Scope.FLOWS_PUBLISH,
                        asked -> publisher.publish(loop).thenApply(FlowApi::answer)),
                Operation.act(
                        "/api/v1/flows/:flow/rollbacks",
                        Scope.FLOWS_PUBLISH,
                        asked ->
                                publisher.rollBack(named(asked), loop).thenApply(FlowApi::answer)));
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
                Problem.of(ProblemKind.SCRIPTS_REFUSED, "refused: the scripts in use stay");
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
