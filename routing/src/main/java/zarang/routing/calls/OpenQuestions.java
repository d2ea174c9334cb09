package zarang.routing.calls;

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
import zarang.routing.owner.FloorPeers;

/**
 * Questions on their way to other processes; none is sent twice. Control loop, on which the answers
 * complete too.
 */
final class OpenQuestions {
    /** Longer than this nobody is waited for. */
    static final Duration LIMIT = Duration.ofSeconds(1);

    /** More are not asked at a time: they count as not answered. */
    static final int OPEN_MAX = 500;

    private record Open(CompletableFuture<Optional<CallAnswer>> answer, Timer limit) {}

    private final ControlLoop loop;
    private final FloorPeers peers;
    private final Runnable silence;
    private final Map<Long, Open> open = new HashMap<>();
    private long asked;
    private long silent;

    /**
     * @param silence hears when one was not answered
     */
    OpenQuestions(ControlLoop loop, FloorPeers peers, Runnable silence) {
        this.silence = silence;
        this.loop = loop;
        this.peers = peers;
    }

    /** Empty: it did not answer. */
    CompletionStage<Optional<CallAnswer>> ask(String node, CallQuestion question) {
        long number = ++asked;
        if (open.size() >= OPEN_MAX) {
            silent++;
            return CompletableFuture.completedStage(Optional.empty());
        }
        CompletableFuture<Optional<CallAnswer>> answer = new CompletableFuture<>();
        open.put(number, new Open(answer, loop.schedule(LIMIT, () -> noAnswer(number))));
        var _ =
                sent(
                                node,
                                CallLetterText.question(
                                        new CallLetter<>(
                                                peers.self(), number, loop.instant(), question)))
                        .whenComplete((taken, failure) -> {
                            if (failure != null || !taken) {
                                loop.post(() -> noAnswer(number));
                            }
                        });
        return answer;
    }

    /** What cannot be sent is lost: who asked does not wait for it for long. */
    void send(String node, String letter) {
        var _ = sent(node, letter);
    }

    private CompletionStage<Boolean> sent(String node, String letter) {
        try {
            return peers.send(node, List.of(letter));
        } catch (RuntimeException away) {
            return CompletableFuture.failedFuture(away);
        }
    }

    /** False: nobody waits for it, or not any more. */
    boolean on(CallLetter<CallAnswer> letter) {
        return end(letter.number(), Optional.of(letter.content()));
    }

    private void noAnswer(long number) {
        if (end(number, Optional.empty())) {
            silent++;
            silence.run();
        }
    }

    private boolean end(long number, Optional<CallAnswer> answer) {
        @Nullable Open question = open.remove(number);
        if (question == null) {
            return false;
        }
        question.limit().cancel();
        question.answer().complete(answer);
        return true;
    }

    int size() {
        return open.size();
    }

    long asked() {
        return asked;
    }

    long silent() {
        return silent;
    }

    void close() {
        List.copyOf(open.keySet()).forEach(this::noAnswer);
    }
}
