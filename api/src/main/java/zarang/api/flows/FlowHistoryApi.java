package zarang.api.flows;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import zarang.api.flows.FlowHistory.StepTraffic;
import zarang.api.problem.Problem;
import zarang.api.problem.ProblemKind;
import zarang.api.route.Answer;
import zarang.api.route.Asked;
import zarang.api.route.Operation;
import zarang.api.route.Paging;
import zarang.api.route.Scope;

/** {@code /flows/{flow}/versions} and {@code /counts}: what was published, and who went where. */
public final class FlowHistoryApi {
    private static final String FLOW = "/api/v1/flows/:flow";
    private static final int HOURS_MAX = 24;

    private final FlowHistory history;

    public FlowHistoryApi(FlowHistory history) {
        this.history = history;
    }

    /** A version with its text. */
    record Whole(String flow, int version, String text) {}

    /** Two versions, and what differs. */
    record Compared(String flow, int from, int to, String diff) {}

    /** The traffic of some hours. */
    record Counted(String flow, int hours, List<StepTraffic> steps) {}

    public List<Operation> operations() {
        return List.of(
                Operation.get(FLOW + "/versions", Scope.FLOWS_READ, this::versions),
                Operation.get(FLOW + "/versions/:version", Scope.FLOWS_READ, this::version),
                Operation.get(FLOW + "/versions/:version/diff", Scope.FLOWS_READ, this::diff),
                Operation.get(FLOW + "/counts", Scope.FLOWS_READ, this::counts));
    }

    private CompletionStage<Answer> versions(Asked asked) {
        String flow = FlowApi.named(asked);
        Paging paging = Paging.of("flow-versions", asked);
        return history.versions(flow)
                .thenApply(kept -> {
                    if (kept.isEmpty()) {
                        throw Problem.notFound("no flow is called " + flow).refusal();
                    }
                    return paging.page(
                            kept, each -> Integer.toString(each.version()), each -> each);
                });
    }

    private CompletionStage<Answer> version(Asked asked) {
        String flow = FlowApi.named(asked);
        int version = number(asked.path("version"), Integer.MAX_VALUE, "version");
        return history.text(flow, version)
                .thenApply(text -> Answer.ok(new Whole(flow, version, found(text, flow))));
    }

    private CompletionStage<Answer> diff(Asked asked) {
        String flow = FlowApi.named(asked);
        int from = number(asked.path("version"), Integer.MAX_VALUE, "version");
        int to = number(asked.query("to").orElse(""), Integer.MAX_VALUE, "to");
        return history.diff(flow, from, to)
                .thenApply(diff -> Answer.ok(new Compared(flow, from, to, found(diff, flow))));
    }

    private CompletionStage<Answer> counts(Asked asked) {
        String flow = FlowApi.named(asked);
        int hours = number(asked.query("hours").orElse("1"), HOURS_MAX, "hours");
        return history.traffic(flow, hours)
                .thenApply(steps -> Answer.ok(new Counted(flow, hours, steps)));
    }

    private static String found(Optional<String> what, String flow) {
        return what.orElseThrow(() ->
                Problem.notFound(
                                "this version is not kept: GET /api/v1/flows/"
                                        + flow
                                        + "/versions lists those that are")
                        .refusal());
    }

    private static int number(String written, int max, String parameter) {
        int number = written.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(written) : 0;
        if (number < 1 || number > max) {
            throw Problem.parameter(
                            ProblemKind.INVALID, parameter, "is no whole number from 1 to " + max)
                    .refusal();
        }
        return number;
    }
}
