package zarang.sip.carrier;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import zarang.call.loop.ControlLoop;
import zarang.sip.message.SipResponse;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.ResponseListener;

/**
 * Asks a trunk again and again whether it is there (OPTIONS, RFC 3261 §11), at each of its
 * addresses. Any answer but 408 and 503 says that it is; two rounds without one say that it is not.
 * An address that rests is not asked. Control loop only.
 */
final class TrunkHealth {
    /** Over UDP it was sent four times by then. */
    private static final Duration LIMIT = Duration.ofSeconds(4);

    private static final int MISSES = 2;
    private static final int UNAVAILABLE = 503;

    enum State {
        /** Not asked yet, or missed once: calls may try. */
        UNKNOWN,
        UP,
        DOWN
    }

    private final CarrierPorts ports;
    private final Carrier carrier;
    private State state = State.UNKNOWN;
    private String why = "";
    private int misses;
    private ControlLoop.@Nullable Timer next;
    private @Nullable Round round;
    private boolean closed;

    TrunkHealth(CarrierPorts ports, Carrier carrier) {
        this.ports = ports;
        this.carrier = carrier;
    }

    State state() {
        return state;
    }

    /** What the last failure was; empty if there was none. */
    String why() {
        return why;
    }

    /** Asks now, and from now on. */
    void ask() {
        if (closed || round != null) {
            return;
        }
        if (next != null) {
            next.cancel();
        }
        next = ports.loop().schedule(carrier.way().checkEvery(), this::ask);
        if (carrier.hops().isEmpty()) {
            missed("its address is not known");
            return;
        }
        List<Hop> hops = carrier.awake();
        if (hops.isEmpty()) {
            return;
        }
        Round begun = new Round(hops);
        round = begun;
        begun.send();
    }

    void close() {
        closed = true;
        if (next != null) {
            next.cancel();
        }
        if (round != null) {
            round.limit.cancel();
            round = null; // that a question gets no answer any more says nothing of the trunk
        }
    }

    private void missed(String how) {
        why = how;
        if (++misses >= MISSES && state != State.DOWN) {
            state = State.DOWN;
            carrier.isDown(true);
            ports.told().changed(carrier.name(), false, how);
        }
    }

    private void there() {
        misses = 0;
        if (state != State.UP) {
            state = State.UP;
            carrier.isDown(false);
            ports.told().changed(carrier.name(), true, "");
        }
    }

    /** One question to every address. */
    private final class Round {
        private final List<Hop> hops;
        private final Set<Hop> alive = new HashSet<>();
        private final List<String> failures = new ArrayList<>();
        private final ControlLoop.Timer limit;
        private int answers;

        Round(List<Hop> hops) {
            this.hops = hops;
            this.limit = ports.loop().schedule(LIMIT, this::over);
        }

        void send() {
            for (Hop hop : hops) {
                ports.layer()
                        .send(
                                TrunkRequests.options(carrier.way())
                                        .from(
                                                TrunkRequests.ours(carrier.way())
                                                        .withTag(ports.layer().randomToken()))
                                        .callId(ports.layer().randomToken())
                                        .cseq(1)
                                        .contact(ports.contact().apply(hop))
                                        .build(),
                                hop,
                                new Answer(this, hop));
            }
        }

        void answered(Hop hop, int status, String words) {
            if (status == ResponseListener.TIMED_OUT || status == UNAVAILABLE) {
                failures.add(words);
            } else {
                alive.add(hop);
            }
            if (++answers == hops.size()) {
                over();
            }
        }

        void rests(Hop hop, Duration asked) {
            carrier.rest(hop, asked);
        }

        void over() {
            if (!this.equals(round)) {
                return;
            }
            round = null;
            limit.cancel();
            carrier.prefer(alive);
            if (alive.isEmpty()) {
                missed(failures.isEmpty() ? "OPTIONS was not answered" : failures.getFirst());
            } else {
                there();
            }
        }
    }

    private record Answer(Round round, Hop hop) implements ResponseListener {
        @Override
        public void onFinal(SipResponse response, Hop source) {
            if (response.status() == UNAVAILABLE) {
                round.rests(hop, response.retryAfter());
            }
            round.answered(hop, response.status(), "OPTIONS got " + response.status());
        }

        @Override
        public void onFailure(int status) {
            round.answered(
                    hop,
                    UNAVAILABLE,
                    status == TIMED_OUT ? "OPTIONS was not answered" : "OPTIONS could not be sent");
        }
    }
}
