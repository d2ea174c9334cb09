package zarang.sip.phone;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import zarang.call.loop.ControlLoop;
import zarang.sip.auth.DigestClient;
import zarang.sip.message.NameAddr;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.message.SipUri;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.ResponseListener;
import zarang.sip.transaction.TransactionLayer;

/** Keeps a phone registered. RFC 3261 §10.2. Control loop only. */
final class Registering implements ResponseListener {
    private static final Duration RETRY = Duration.ofSeconds(30);

    /** Who is registered, and where it is to be found. */
    record Names(NameAddr address, NameAddr contact) {}

    private final ControlLoop loop;
    private final TransactionLayer layer;
    private final SipUri server;
    private final Hop hop;
    private final NameAddr address;
    private final NameAddr contact;
    private final Optional<DigestClient> credentials;
    private final Consumer<PhoneEvent> events;
    private final String callId;
    private final String tag;
    private long expires;
    private long cseq;
    private boolean leaving;
    private boolean leavingSent;
    private boolean waiting;
    private boolean retired;
    private ControlLoop.@Nullable Timer next;

    Registering(
            ControlLoop loop,
            TransactionLayer layer,
            PhoneSettings settings,
            Hop hop,
            Names names,
            Optional<DigestClient> credentials,
            Consumer<PhoneEvent> events) {
        this.loop = loop;
        this.layer = layer;
        this.server = settings.server();
        this.hop = hop;
        this.address = names.address();
        this.contact = names.contact();
        this.credentials = credentials;
        this.events = events;
        this.callId = layer.randomToken();
        this.tag = layer.randomToken();
        this.expires = settings.registerFor().toSeconds();
    }

    void start() {
        send();
    }

    /** Another registration takes over: nothing more is sent or told. */
    void retire() {
        retired = true;
        stop();
    }

    void leave() {
        leaving = true;
        stop();
        send();
    }

    private void stop() {
        if (next != null) {
            next.cancel();
        }
    }

    private void send() {
        if (waiting) {
            return;
        }
        waiting = true;
        leavingSent = leaving;
        SipRequest.Builder request =
                SipRequest.builder("REGISTER", server)
                        .maxForwards(SipRequest.HOPS)
                        .from(address.withTag(tag))
                        .to(address)
                        .callId(callId)
                        .cseq(++cseq)
                        .contact(contact)
                        .header("Expires", Long.toString(leaving ? 0 : expires));
        credentials
                .flatMap(client -> client.credentials("REGISTER", server.toString()))
                .ifPresent(value -> request.header("Authorization", value));
        layer.send(request.build(), hop, this);
    }

    @Override
    public void onFinal(SipResponse response, Hop source) {
        waiting = false;
        int status = response.status();
        if (retired) {
            return;
        }
        if (response.isSuccess()) {
            credentials.ifPresent(DigestClient::forNextRequest);
            accepted(response);
        } else if (status == 401) {
            List<String> challenges = response.headerLines("WWW-Authenticate");
            if (credentials.filter(client -> client.take(challenges)).isPresent()) {
                send();
            } else {
                events.accept(new PhoneEvent.RegistrationFailed(status));
            }
        } else if (status == 423) {
            tooBrief(response);
        } else {
            failed(status);
        }
    }

    @Override
    public void onFailure(int status) {
        waiting = false;
        failed(status);
    }

    /** Refreshed with a fifth of the time left, at least every granted period. */
    private void accepted(SipResponse response) {
        if (leaving) {
            left();
            return;
        }
        long granted = granted(response).orElse(expires);
        events.accept(new PhoneEvent.Registered(granted));
        stop();
        next = loop.schedule(Duration.ofMillis(Math.max(1, granted) * 800), this::send);
    }

    /** The wish to leave may have come while an earlier request was under way. */
    private void left() {
        if (leavingSent) {
            events.accept(new PhoneEvent.Unregistered());
        } else {
            send();
        }
    }

    private OptionalLong granted(SipResponse response) {
        return response.contacts().stream()
                .filter(c -> c.uri().toString().equals(contact.uri().toString()))
                .map(NameAddr::expires)
                .findFirst()
                .orElse(response.expires());
    }

    private void tooBrief(SipResponse response) {
        long min = response.header("Min-Expires").map(Registering::seconds).orElse(-1L);
        if (min > expires) {
            expires = min;
            send();
        } else {
            failed(423);
        }
    }

    private static long seconds(String text) {
        return text.length() <= 9 && text.chars().allMatch(c -> c >= '0' && c <= '9')
                ? Long.parseLong("0" + text)
                : -1;
    }

    private void failed(int status) {
        if (retired) {
            return;
        }
        events.accept(new PhoneEvent.RegistrationFailed(status));
        if (!leaving) {
            stop();
            next = loop.schedule(RETRY, this::send);
        }
    }
}
