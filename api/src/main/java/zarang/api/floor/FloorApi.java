package zarang.api.floor;

import java.util.List;
import zarang.api.floor.FloorChanger.Reloaded;
import zarang.api.problem.Problem;
import zarang.api.problem.ProblemKind;
import zarang.api.route.Answer;
import zarang.api.route.Operation;
import zarang.api.route.Scope;

/** {@code /floor}: queues and agents as the files say now. */
public final class FloorApi {
    private final FloorChanger changer;

    public FloorApi(FloorChanger changer) {
        this.changer = changer;
    }

    /** What was changed, or would be, and what is set live above the files. */
    record Changed(List<String> changes, List<String> stands) {}

    public List<Operation> operations() {
        return List.of(
                Operation.act(
                        "/api/v1/floor/reloads",
                        Scope.AGENTS_WRITE,
                        asked -> changer.reload(true).thenApply(FloorApi::answer)),
                Operation.act(
                        "/api/v1/floor/checks",
                        Scope.AGENTS_WRITE,
                        asked -> changer.reload(false).thenApply(FloorApi::answer)));
    }

    private static Answer answer(Reloaded reloaded) {
        if (reloaded.refusals().isEmpty()) {
            return Answer.ok(new Changed(reloaded.changes(), reloaded.stands()));
        }
        Problem problem =
                Problem.of(ProblemKind.FLOOR_REFUSED, "refused: queues and agents in use stay");
        for (String refusal : reloaded.refusals()) {
            problem = problem.and(new Problem.Fault(refusal, null, null, null, null, null));
        }
        throw problem.refusal();
    }
}
