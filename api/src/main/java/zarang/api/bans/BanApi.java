package zarang.api.bans;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import zarang.api.problem.Problem;
import zarang.api.route.Answer;
import zarang.api.route.Asked;
import zarang.api.route.Operation;
import zarang.api.route.Paging;
import zarang.api.route.Scope;
import zarang.call.engine.BannedSource;

/** {@code /bans}: who is not listened to for now, and an end to it. */
public final class BanApi {
    private static final String BANS = "/api/v1/bans";

    private final BannedSources desk;

    public BanApi(BannedSources desk) {
        this.desk = desk;
    }

    /** A ban as it is sent. */
    record Shown(String id, String reason, Instant since, Instant until, int times) {
        static Shown of(BannedSource ban) {
            return new Shown(ban.source(), ban.reason(), ban.since(), ban.until(), ban.times());
        }
    }

    public List<Operation> operations() {
        return List.of(
                Operation.get(BANS, Scope.BANS_READ, this::all),
                Operation.remove(BANS + "/:id", Scope.BANS_WRITE, this::lift));
    }

    private CompletionStage<Answer> all(Asked asked) {
        Paging paging = Paging.of("bans", asked);
        return desk.all().thenApply(bans -> paging.page(bans, BannedSource::source, Shown::of));
    }

    private CompletionStage<Answer> lift(Asked asked) {
        String source = asked.path("id");
        return desk.lift(source)
                .thenApply(lifted -> {
                    if (!lifted) {
                        throw Problem.notFound(
                                        source + " is not banned: GET " + BANS + " lists who is")
                                .refusal();
                    }
                    return Answer.DONE;
                });
    }
}
