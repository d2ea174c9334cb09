package zarang.routing.owner;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import zarang.call.loop.ControlLoop;
import zarang.call.loop.ControlLoop.Timer;
import zarang.routing.agent.AgentRequest;
import zarang.routing.dispatch.FloorView.AgentView;
import zarang.routing.floor.Floor;

/** What is asked about agents: of the floor here, or of the owner elsewhere. Control loop. */
final class OwnerQuestions {
    /** Longer than this nobody who asked over HTTP waits. */
    static final Duration LIMIT = Duration.ofSeconds(2);

    private static final int OPEN_MAX = 100;

    private record Open(CompletableFuture<List<AgentView>> answer, Timer limit) {}

    private final ControlLoop loop;
    private final FloorPeers peers;
    private final Floor floor;
    private final KeptWishes wishes;
    private final Map<Long, Open> open = new HashMap<>();
    private long last;

    OwnerQuestions(ControlLoop loop, FloorPeers peers, Floor floor, KeptWishes wishes) {
        this.loop = loop;
        this.peers = peers;
        this.floor = floor;
        this.wishes = wishes;
    }

    List<AgentView> here(Optional<AgentRequest> request) {
        request.ifPresent(wishes::ask);
        return floor.view().agents();
    }

    /** It is not known yet who decides. */
    static CompletionStage<List<AgentView>> nobody() {
        return CompletableFuture.failedFuture(
                new NoOwnerException("it is not known yet who owns the floor"));
    }

    /**
     * Asks whoever decides.
     *
     * @param following null: it is decided here
     */
    CompletionStage<List<AgentView>> ask(
            @Nullable Following following, Optional<AgentRequest> request) {
        return following == null
                ? CompletableFuture.completedFuture(here(request))
                : there(following, request);
    }

    private CompletionStage<List<AgentView>> there(
            Following following, Optional<AgentRequest> request) {
        if (open.size() >= OPEN_MAX) {
            return CompletableFuture.failedFuture(
                    new NoOwnerException(OPEN_MAX + " questions to the owner are open already"));
        }
        long question = ++last;
        CompletableFuture<List<AgentView>> answer = new CompletableFuture<>();
        Timer limit = loop.schedule(LIMIT, () -> silent(question, following.owner()));
        open.put(question, new Open(answer, limit));
        following.ask(new Letter.Ask(peers.self(), following.fence(), question, request));
        return answer;
    }

    void on(Letter.Answer letter) {
        Open asked = open.remove(letter.question());
        if (asked != null) {
            asked.limit().cancel();
            asked.answer().complete(letter.agents());
        }
    }

    private void silent(long question, String owner) {
        @Nullable Open asked = open.remove(question);
        if (asked != null) {
            asked.answer()
                    .completeExceptionally(
                            new NoOwnerException(
                                    "the owner of the floor, "
                                            + owner
                                            + ", did not answer within "
                                            + LIMIT.toSeconds()
                                            + " s"));
        }
    }

    void close() {
        open.values()
                .forEach(asked -> {
                    asked.limit().cancel();
                    asked.answer().completeExceptionally(new NoOwnerException("this server ends"));
                });
        open.clear();
    }
}
