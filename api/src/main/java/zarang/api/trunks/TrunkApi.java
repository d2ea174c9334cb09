package zarang.api.trunks;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import zarang.api.problem.Problem;
import zarang.api.route.Answer;
import zarang.api.route.Asked;
import zarang.api.route.Operation;
import zarang.api.route.Paging;
import zarang.api.route.Scope;
import zarang.call.engine.TrunkStatus;

/** {@code /trunks}: whether they are there, and a try. */
public final class TrunkApi {
    private static final String TRUNKS = "/api/v1/trunks";

    private final TrunksAtWork desk;

    public TrunkApi(TrunksAtWork desk) {
        this.desk = desk;
    }

    /**
     * A trunk as it is sent.
     *
     * @param outcomes calls out by what came of them
     */
    record Shown(
            String id,
            String out,
            String state,
            String registration,
            String why,
            int calls,
            int channels,
            Map<String, Long> outcomes) {
        static Shown of(TrunkStatus trunk) {
            return new Shown(
                    trunk.name(),
                    trunk.out(),
                    trunk.state(),
                    trunk.registration(),
                    trunk.why(),
                    trunk.carried(),
                    trunk.channels(),
                    new TreeMap<>(trunk.outcomes()));
        }
    }

    public List<Operation> operations() {
        return List.of(
                Operation.get(TRUNKS, Scope.TRUNKS_READ, this::all),
                Operation.get(
                        TRUNKS + "/:id",
                        Scope.TRUNKS_READ,
                        asked -> one(desk.trunks(), asked.path("id"))),
                Operation.act(
                        TRUNKS + "/:id/tests",
                        Scope.TRUNKS_WRITE,
                        asked -> one(desk.tested(asked.path("id")), asked.path("id"))));
    }

    private CompletionStage<Answer> all(Asked asked) {
        Paging paging = Paging.of("trunks", asked);
        return desk.trunks().thenApply(trunks -> paging.page(trunks, TrunkStatus::name, Shown::of));
    }

    private static CompletionStage<Answer> one(
            CompletionStage<List<TrunkStatus>> trunks, String id) {
        return trunks.thenApply(all ->
                all.stream()
                        .filter(trunk -> trunk.name().equals(id))
                        .findFirst()
                        .map(trunk -> Answer.ok(Shown.of(trunk)))
                        .orElseThrow(() ->
                                Problem.notFound(
                                                "there is no trunk "
                                                        + id
                                                        + ": see trunks.yaml for their names")
                                        .refusal()));
    }
}
