package zarang.routing.owner;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import zarang.call.loop.ControlLoop;
import zarang.call.loop.ControlLoop.Timer;

/**
 * Letters on their way to one process, in order: some are sent at a time, and again until they are
 * known to have been taken; the receiver knows by their numbers what comes twice. Control loop.
 */
final class OutgoingLetters {
    /** Some seconds of the busiest floor. */
    static final int WAITING_MAX = 10_000;

    private static final int BATCH = 64;
    private static final Duration AGAIN = Duration.ofMillis(100);

    private final ControlLoop loop;
    private final FloorPeers peers;
    private final String to;
    private final List<String> waiting = new ArrayList<>();
    private int sending;
    private int emptied;
    private @Nullable Timer again;
    private boolean closed;

    OutgoingLetters(ControlLoop loop, FloorPeers peers, String to) {
        this.loop = loop;
        this.peers = peers;
        this.to = to;
    }

    /** False if there is no room; then what was waiting is gone too. */
    boolean put(String letter) {
        if (waiting.size() >= WAITING_MAX) {
            clear();
            return false;
        }
        waiting.add(letter);
        send();
        return true;
    }

    /** What was not sent yet is not to be sent. */
    void clear() {
        waiting.clear();
        emptied++;
    }

    void close() {
        clear();
        closed = true;
        stopTimer();
    }

    private void send() {
        if (closed || sending > 0 || again != null || waiting.isEmpty()) {
            return;
        }
        List<String> batch = List.copyOf(waiting.subList(0, Math.min(BATCH, waiting.size())));
        sending = batch.size();
        int of = emptied;
        var _ =
                asked(batch)
                        .whenComplete((taken, failure) ->
                                loop.post(() -> sent(of, failure == null && taken)));
    }

    private CompletionStage<Boolean> asked(List<String> batch) {
        try {
            return peers.send(to, batch);
        } catch (RuntimeException away) {
            return CompletableFuture.failedFuture(away);
        }
    }

    private void sent(int of, boolean taken) {
        if (taken && of == emptied) {
            waiting.subList(0, sending).clear();
        }
        sending = 0;
        if (taken || of != emptied) {
            send();
        } else if (!closed) {
            again =
                    loop.schedule(
                            AGAIN,
                            () -> {
                                again = null;
                                send();
                            });
        }
    }

    private void stopTimer() {
        if (again != null) {
            again.cancel();
            again = null;
        }
    }
}
