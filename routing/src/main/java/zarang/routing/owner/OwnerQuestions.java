package zarang.routing.owner;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import zarang.call.loop.ControlLoop;
import zarang.call.loop.ControlLoop.Timer;
import zarang.routing.floor.Floor;

/** What is asked of the floor here, or of the owner elsewhere. Control loop. */
final class OwnerQuestions {
    /** Longer than this nobody who asked over HTTP waits. */
    static final Duration LIMIT = Duration.ofSeconds(2);

    private static final int OPEN_MAX = 100;

    private record Open(CompletableFuture<OwnerAnswer> answer, Timer limit) {}

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

    CompletionStage<OwnerAnswer> here(OwnerQuestion<?> question) {
        return question.of(floor, wishes::ask);
    }

    /** It is not known yet who decides. */
    static <T> CompletionStage<T> nobody() {
        return CompletableFuture.failedFuture(
                new NoOwnerException("it is not known yet who owns the floor"));
    }

    /**
     * Asks whoever decides.
     *
     * @param following null: it is decided here
     */
    <T> CompletionStage<T> ask(@Nullable Following following, OwnerQuestion<T> question) {
        CompletionStage<OwnerAnswer> answer =
                following == null ? here(question) : there(following, question);
        return answer.thenApply(said ->
                question.in(said)
                        .orElseThrow(
                                () -> new NoOwnerException("the owner answered another question")));
    }

    /** Has the owner know what agents were asked here while it was decided here. */
    void handOver(Following following) {
        wishes.handOver(
                request -> ask(following, new OwnerQuestion.OfAgents(Optional.of(request))));
    }

    private CompletionStage<OwnerAnswer> there(Following following, OwnerQuestion<?> question) {
        if (open.size() >= OPEN_MAX) {
            return CompletableFuture.failedFuture(
                    new NoOwnerException(OPEN_MAX + " questions to the owner are open already"));
        }
        long number = ++last;
        CompletableFuture<OwnerAnswer> answer = new CompletableFuture<>();
        Timer limit = loop.schedule(LIMIT, () -> silent(number, following.owner()));
        open.put(number, new Open(answer, limit));
        following.ask(new Letter.Ask(peers.self(), following.fence(), number, question));
        return answer;
    }

    void on(Letter.Answer letter) {
        Open asked = open.remove(letter.question());
        if (asked != null) {
            asked.limit().cancel();
            asked.answer().complete(letter.answer());
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
