package zarang.routing.owner;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import zarang.call.loop.ControlLoop;
import zarang.call.loop.ControlLoop.Timer;

/** Says every so often that this process lives, and hears who owns the floor. Control loop. */
final class Heartbeat {
    /** Whose heart it is. */
    interface Body {
        /** How long until the next beat. */
        Duration pause();

        /** What is to be looked at with each beat; then what is said with it. */
        FloorPeers.Beat beat();

        /**
         * Who owns it, asked at that time of the loop's clock. What is not answered is asked anew.
         */
        void owned(FloorPeers.Ownership ownership, long askedNanos);
    }

    private final ControlLoop loop;
    private final FloorPeers peers;
    private final Body body;
    private @Nullable Timer next;
    private boolean asking;
    private boolean urgent;
    private boolean closed;

    Heartbeat(ControlLoop loop, FloorPeers peers, Body body) {
        this.loop = loop;
        this.peers = peers;
        this.body = body;
    }

    /** Beats now, and from now on. */
    void beat() {
        if (closed) {
            return;
        }
        if (next != null) {
            next.cancel();
        }
        next = loop.schedule(body.pause(), this::beat);
        FloorPeers.Beat said = body.beat();
        if (asking) {
            return;
        }
        asking = true;
        long askedNanos = loop.nanos();
        var _ =
                asked(said)
                        .whenComplete(
                                (answer, failure) -> loop.post(() -> answered(answer, askedNanos)));
    }

    /** Something has changed: asks at once, or again once it is answered. */
    void hurry() {
        if (asking) {
            urgent = true;
        } else {
            beat();
        }
    }

    private CompletionStage<FloorPeers.Ownership> asked(FloorPeers.Beat said) {
        try {
            return peers.beat(said);
        } catch (RuntimeException away) {
            return CompletableFuture.failedFuture(away);
        }
    }

    private void answered(FloorPeers.@Nullable Ownership answer, long askedNanos) {
        asking = false;
        if (closed || answer == null) {
            return;
        }
        body.owned(answer, askedNanos);
        if (urgent) {
            urgent = false;
            beat();
        }
    }

    void close() {
        closed = true;
        if (next != null) {
            next.cancel();
        }
    }
}
