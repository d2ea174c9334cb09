package zarang.sip.carrier;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.Cause;
import zarang.call.loop.ControlLoop;
import zarang.sip.sdp.AudioStream;
import zarang.sip.session.Causes;
import zarang.sip.session.Close;
import zarang.sip.session.Dialling;
import zarang.sip.session.OutgoingCall;
import zarang.sip.session.Session;
import zarang.sip.session.SessionEnd;
import zarang.sip.session.SessionListener;
import zarang.sip.transaction.Hop;

/**
 * A call to a number outside, through the first trunk that takes it. The next address of a trunk,
 * and then the next trunk, is tried only while nothing can have rung: nothing could be sent,
 * nothing at all came back, or the trunk itself said before any ringing that it cannot (5xx) or
 * that it will not for us (401, 402, 403, 407). Control loop only.
 */
public final class TrunkCall implements Dialling {
    private static final Logger log = LoggerFactory.getLogger(TrunkCall.class);

    /**
     * A living trunk says 100 at once; over UDP the INVITE was sent four times by then (RFC 3261
     * §17.1.1.2: 0, 0.5, 1.5, 3.5 s).
     */
    private static final Duration SILENCE = Duration.ofSeconds(4);

    private static final int TIMED_OUT = 408;
    private static final int SERVER_FAILURE = 500;
    private static final int UNAVAILABLE = 503;
    private static final int GLOBAL_FAILURE = 600;

    /** It asks who we are and does not take the answer, or the account is empty or locked. */
    private static final Set<Integer> NOT_FOR_US = Set.of(401, 402, 403, 407);

    private final ControlLoop loop;
    private final Placing placing;
    private final OutsideCall call;
    private final Deque<Carrier> trunks;
    private final SessionListener leg;
    private final Deque<Hop> hops = new ArrayDeque<>();
    private @Nullable Carrier carrier;
    private @Nullable Attempt attempt;

    /** What the last attempt ended with. */
    private SessionEnd last;

    private boolean over;

    /**
     * @param trunks in the order in which they are tried
     * @param leg is told what comes of it, never from inside {@link #start}
     */
    TrunkCall(
            ControlLoop loop,
            Placing placing,
            OutsideCall call,
            List<Carrier> trunks,
            SessionListener leg) {
        this.loop = loop;
        this.placing = placing;
        this.call = call;
        this.trunks = new ArrayDeque<>(trunks);
        this.leg = leg;
        last = failed(Cause.CONGESTION);
    }

    /** Places it; the cause if no trunk takes it, and then nothing was told. */
    public Optional<Cause> start() {
        return tryNext() ? Optional.empty() : Optional.of(last.cause());
    }

    private static SessionEnd failed(Cause cause) {
        return new SessionEnd(cause, false, Causes.status(cause));
    }

    /** Whether there was somewhere else to try. */
    private boolean tryNext() {
        while (true) {
            while (hops.isEmpty()) {
                letGo();
                if (trunks.isEmpty()) {
                    return false;
                }
                begin(trunks.remove());
            }
            if (carrier != null && place(carrier, hops.remove())) {
                return true;
            }
        }
    }

    private void begin(Carrier next) {
        Optional<CallOutcome> why = next.begin();
        if (why.isPresent()) {
            told(next, why.get(), 0);
            return;
        }
        carrier = next;
        hops.addAll(next.awake());
    }

    private boolean place(Carrier through, Hop hop) {
        Optional<OutgoingCall> written = call.through(through, hop);
        if (written.isEmpty()) {
            last = failed(Cause.UNALLOCATED_NUMBER);
            return false;
        }
        Attempt made = new Attempt(through, hop);
        Optional<Session> session = placing.place(written.get(), made);
        if (session.isEmpty()) {
            last = failed(Cause.CONGESTION);
            return false;
        }
        made.session = session.get();
        made.silence = loop.schedule(SILENCE, made::silent);
        attempt = made;
        return true;
    }

    private void letGo() {
        hops.clear();
        if (carrier != null) {
            carrier.callOver();
            carrier = null;
        }
    }

    private static void told(Carrier trunk, CallOutcome outcome, int status) {
        trunk.count(outcome);
        log.info("trunk.call trunk={} outcome={} status={}", trunk.name(), outcome.word(), status);
    }

    @Override
    public void hangUp(Cause cause) {
        Attempt now = attempt;
        if (over || now == null) {
            return;
        }
        if (now.answered) {
            Close.end(now.session(), cause);
        } else {
            told(now.through, CallOutcome.CANCELLED, 0);
            now.leave();
            finish(new SessionEnd(cause, false, 0));
        }
    }

    @Override
    public @Nullable Session session() {
        return attempt != null && attempt.answered ? attempt.session() : null;
    }

    @Override
    public String trunk() {
        return carrier == null ? "" : carrier.name();
    }

    @Override
    public @Nullable Hop signalling() {
        return attempt != null && (attempt.answered || attempt.audible)
                ? attempt.session().signalling()
                : null;
    }

    private void finish(SessionEnd end) {
        if (!over) {
            over = true;
            trunks.clear();
            letGo();
            leg.ended(end);
        }
    }

    private void goOn(SessionEnd end) {
        last = end;
        if (!tryNext()) {
            finish(end);
        }
    }

    /** One INVITE. */
    private final class Attempt implements SessionListener {
        private final Carrier through;
        private final Hop hop;
        private @Nullable Session session;
        private ControlLoop.@Nullable Timer silence;
        private boolean heard;
        private boolean rang;
        private boolean audible;
        private boolean answered;
        private boolean left;

        Attempt(Carrier through, Hop hop) {
            this.through = through;
            this.hop = hop;
        }

        Session session() {
            if (session == null) {
                throw new IllegalStateException("not placed");
            }
            return session;
        }

        void leave() {
            left = true;
            quiet();
            Close.end(session(), Cause.NORMAL_CLEARING);
        }

        private void quiet() {
            if (silence != null) {
                silence.cancel();
            }
        }

        private void silent() {
            told(through, CallOutcome.SILENT, 0);
            leave();
            goOn(new SessionEnd(Cause.NO_USER_RESPONDING, true, TIMED_OUT));
        }

        @Override
        public void heard() {
            heard = true;
            quiet();
        }

        @Override
        public void ringing() {
            if (!left) {
                rang = true;
                leg.ringing();
            }
        }

        @Override
        public void early(AudioStream stream) {
            if (!left) {
                rang = true;
                audible = true;
                leg.early(stream);
            }
        }

        @Override
        public void answered(AudioStream stream) {
            if (left) {
                Close.end(session(), Cause.NORMAL_CLEARING);
                return;
            }
            answered = true;
            told(through, CallOutcome.ANSWERED, 200);
            leg.answered(stream);
        }

        @Override
        public void confirmed() {
            leg.confirmed();
        }

        @Override
        public void streamChanged(AudioStream stream) {
            leg.streamChanged(stream);
        }

        @Override
        public void changeRefused(int status) {
            leg.changeRefused(status);
        }

        @Override
        public long number() {
            return leg.number();
        }

        @Override
        public void digit(char digit) {
            leg.digit(digit);
        }

        @Override
        public void ended(SessionEnd end) {
            if (left) {
                return;
            }
            left = true;
            quiet();
            if (answered) {
                finish(end);
                return;
            }
            CallOutcome outcome = outcome(end);
            told(through, outcome, end.status());
            if (outcome == CallOutcome.REFUSED) {
                finish(end);
            } else {
                if (end.status() == UNAVAILABLE) {
                    through.rest(hop, end.retryAfter());
                }
                goOn(end);
            }
        }

        /** Whether the trunk could not, or whoever was called would not. */
        private CallOutcome outcome(SessionEnd end) {
            if (rang) {
                return CallOutcome.REFUSED;
            }
            int status = end.status();
            if (!heard) {
                return CallOutcome.SILENT;
            }
            return NOT_FOR_US.contains(status)
                            || (status >= SERVER_FAILURE && status < GLOBAL_FAILURE)
                    ? CallOutcome.FAILED
                    : CallOutcome.REFUSED;
        }
    }
}
