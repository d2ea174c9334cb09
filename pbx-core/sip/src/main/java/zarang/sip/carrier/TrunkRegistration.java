package zarang.sip.carrier;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.loop.ControlLoop;
import zarang.sip.auth.DigestClient;
import zarang.sip.message.NameAddr;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.message.SipSyntax;
import zarang.sip.message.SipUri;
import zarang.sip.message.Uri;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.ResponseListener;

/**
 * Keeps us registered at a trunk: RFC 3261 §10.2, renewed at half of what is granted. A trunk that
 * cannot or is not there is asked again soon and then less and less; one that says no is asked
 * rarely, since many lock out who asks often. Control loop only.
 */
final class TrunkRegistration implements ResponseListener {
    private static final Logger log = LoggerFactory.getLogger(TrunkRegistration.class);

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration SELDOM = Duration.ofMinutes(5);
    private static final Duration NO_FIRST = Duration.ofMinutes(5);
    private static final Duration NO_MOST = Duration.ofHours(1);
    private static final Duration RENEW_LEAST = Duration.ofSeconds(5);
    private static final long LONGEST_S = Duration.ofDays(1).toSeconds();
    private static final int TOO_BRIEF = 423;
    private static final int UNAVAILABLE = 480;
    private static final int SERVER_FAILURE = 500;
    private static final int GLOBAL_FAILURE = 600;

    enum State {
        TRYING,
        REGISTERED,
        /** It says no. */
        REFUSED,
        /** It cannot, or says nothing. */
        UNREACHABLE
    }

    private final CarrierPorts ports;
    private final Carrier carrier;
    private final String callId;
    private final String tag;
    private final Backoff soon;
    private final Backoff seldom;

    /** The addresses that are still to be tried before we wait. */
    private final Deque<Hop> hops = new ArrayDeque<>();

    private Optional<DigestClient> credentials;
    private State state = State.TRYING;
    private String why = "";
    private long expires;
    private long cseq;
    private boolean raised;
    private boolean waiting;
    private boolean closed;
    private @Nullable Hop hop;
    private ControlLoop.@Nullable Timer next;

    TrunkRegistration(CarrierPorts ports, Carrier carrier, Duration asked) {
        this.ports = ports;
        this.carrier = carrier;
        callId = ports.layer().randomToken();
        tag = ports.layer().randomToken();
        soon = new Backoff(SOON, SELDOM, ports.random());
        seldom = new Backoff(NO_FIRST, NO_MOST, ports.random());
        expires = asked.toSeconds();
        credentials = carrier.credentials();
    }

    State state() {
        return state;
    }

    /** What the last failure was, in words; empty if there was none. */
    String why() {
        return why;
    }

    /** Registers now, and stays so. */
    void begin() {
        if (closed || waiting) {
            return;
        }
        stop();
        hops.clear();
        hops.addAll(carrier.hops());
        raised = false;
        if (hops.isEmpty()) {
            failed("its address is not known");
        } else {
            tryNext();
        }
    }

    void close() {
        closed = true;
        stop();
    }

    private void stop() {
        if (next != null) {
            next.cancel();
        }
    }

    private void tryNext() {
        credentials = state == State.REGISTERED ? credentials : carrier.credentials();
        hop = hops.remove();
        send(hop, Optional.empty());
    }

    private void send(Hop to, Optional<String> proxyAuthorization) {
        waiting = true;
        SipRequest.Builder request =
                TrunkRequests.register(carrier.way())
                        .from(TrunkRequests.ours(carrier.way()).withTag(tag))
                        .callId(callId)
                        .cseq(++cseq)
                        .contact(contact(to))
                        .header("Expires", Long.toString(expires));
        String uri = uri();
        if (proxyAuthorization.isPresent()) {
            request.header("Proxy-Authorization", proxyAuthorization.get());
        } else {
            credentials
                    .flatMap(client -> client.credentials("REGISTER", uri))
                    .ifPresent(value -> request.header("Authorization", value));
        }
        ports.layer().send(request.build(), to, this);
    }

    private String uri() {
        return TrunkRequests.registrar(carrier.way()).toString();
    }

    private NameAddr contact(Hop to) {
        return TrunkRequests.contact(carrier.way(), ports.contact().apply(to));
    }

    @Override
    public void onFinal(SipResponse response, Hop source) {
        waiting = false;
        Hop to = hop;
        if (closed || to == null) {
            return;
        }
        int status = response.status();
        if (response.isSuccess()) {
            accepted(response, to);
        } else if (status == 401 || status == 407) {
            challenged(response, to);
        } else if (status == TOO_BRIEF && !raised && raise(response)) {
            send(to, Optional.empty());
        } else if (status == TIMED_OUT
                || status == UNAVAILABLE
                || (status >= SERVER_FAILURE && status < GLOBAL_FAILURE)) {
            cannot("REGISTER got " + status, response.retryAfter());
        } else {
            refused("REGISTER got " + status + said(status));
        }
    }

    @Override
    public void onFailure(int status) {
        waiting = false;
        if (!closed) {
            cannot(
                    status == TIMED_OUT
                            ? "REGISTER was not answered"
                            : "REGISTER could not be sent",
                    Duration.ZERO);
        }
    }

    /** One answer to a challenge, and another one if the trunk says that its nonce was too old. */
    private void challenged(SipResponse response, Hop to) {
        boolean proxy = response.status() == 407;
        boolean taken =
                credentials
                        .filter(client ->
                                client.take(
                                        response.headerLines(
                                                proxy ? "Proxy-Authenticate" : "WWW-Authenticate")))
                        .isPresent();
        if (taken) {
            send(
                    to,
                    proxy
                            ? credentials.flatMap(client -> client.credentials("REGISTER", uri()))
                            : Optional.empty());
            return;
        }
        credentials = carrier.credentials();
        refused(
                credentials.isEmpty()
                        ? "it asks for a password and none is written"
                        : "it does not take user and password");
    }

    private boolean raise(SipResponse response) {
        OptionalLong least =
                response.header("Min-Expires")
                        .map(String::strip)
                        .map(SipSyntax::deltaSeconds)
                        .orElse(OptionalLong.empty());
        if (least.isEmpty() || least.getAsLong() <= expires || least.getAsLong() > LONGEST_S) {
            return false;
        }
        raised = true;
        expires = least.getAsLong();
        return true;
    }

    private void accepted(SipResponse response, Hop to) {
        credentials.ifPresent(DigestClient::forNextRequest);
        long granted = Math.clamp(granted(response, to), 1, LONGEST_S);
        soon.reset();
        seldom.reset();
        why = "";
        if (state != State.REGISTERED) {
            log.info("trunk.registered trunk={} expires-s={}", carrier.name(), granted);
        }
        state = State.REGISTERED;
        Duration half = Duration.ofMillis(granted * 500);
        again(half.compareTo(RENEW_LEAST) < 0 ? RENEW_LEAST : half);
    }

    /**
     * What it says of our Contact, however it writes it; if none is ours, as of one that writes its
     * own address there, the least of all: to ask too early costs nothing.
     */
    private long granted(SipResponse response, Hop to) {
        Uri ours = contact(to).uri();
        Optional<NameAddr> own =
                response.contacts().stream().filter(each -> isSame(each.uri(), ours)).findFirst();
        return own.map(Stream::of)
                .orElseGet(() -> response.contacts().stream())
                .flatMapToLong(each -> each.expires().stream())
                .min()
                .orElseGet(() -> response.expires().orElse(expires));
    }

    private static boolean isSame(Uri one, Uri other) {
        return one instanceof SipUri sip && other instanceof SipUri ours && sip.isAt(ours);
    }

    private void cannot(String how, Duration retryAfter) {
        if (!hops.isEmpty()) {
            tryNext();
            return;
        }
        state = State.UNREACHABLE;
        failed(how, retryAfter.compareTo(NO_MOST) < 0 ? retryAfter : NO_MOST);
    }

    private void failed(String how) {
        state = State.UNREACHABLE;
        failed(how, Duration.ZERO);
    }

    private void failed(String how, Duration least) {
        Duration wait = soon.next();
        tell(how, wait.compareTo(least) < 0 ? least : wait);
    }

    private void refused(String how) {
        state = State.REFUSED;
        tell(how, seldom.next());
    }

    private void tell(String how, Duration wait) {
        if (!why.equals(how)) {
            log.warn(
                    "trunk.not-registered trunk={} reason=\"{}\" again-in-s={}",
                    carrier.name(),
                    how,
                    wait.toSeconds());
        }
        why = how;
        again(wait);
    }

    private void again(Duration wait) {
        stop();
        next = ports.loop().schedule(wait, this::begin);
    }

    private static String said(int status) {
        return switch (status) {
            case 403 -> ": it knows the name and refuses it; ask the carrier";
            case 404 -> ": it does not know the name; look at user and domain";
            case 405, 501 -> ": it takes no registrations; take `register` away";
            case TOO_BRIEF -> ": raise register-for";
            default -> "";
        };
    }
}
