package zarang.sip.transaction;

import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.loop.ControlLoop;
import zarang.sip.message.BadSyntax;
import zarang.sip.message.ParsedMessage;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;

/**
 * Runs the transactions: gives each message to the one that it belongs to, sends what they decide.
 * {@link ServerTable} keeps those that came in, {@link ClientTable} ours. Control loop only.
 *
 * <p>Wiring: make the transport, then this, then {@link #attach} the user, then start the transport
 * with this as its sink.
 */
public final class TransactionLayer implements MessageSink {
    private static final Logger log = LoggerFactory.getLogger(TransactionLayer.class);

    private final ControlLoop loop;
    private final SipTransport transport;
    private final Timers timers;
    private final RandomTokens tokens;
    private final TransactionTally tally = new TransactionTally();
    private final UserCalls calls = new UserCalls(tally);
    private final ServerTable servers;
    private final ClientTable clients;

    /**
     * Makes a layer; {@code random} makes branches and tags, so in production it is a secure one.
     */
    public TransactionLayer(
            ControlLoop loop,
            SipTransport transport,
            TransactionSettings settings,
            RandomGenerator random) {
        this.loop = loop;
        this.transport = transport;
        this.timers = settings.timers();
        this.tokens = new RandomTokens(random);
        servers = new ServerTable(loop, transport, settings, tokens, calls);
        clients = new ClientTable(loop, transport, settings, tokens, calls);
    }

    /** Names who takes requests; once, before any message comes. */
    public void attach(TransactionUser transactionUser) {
        servers.attach(transactionUser);
    }

    /**
     * Sends a request in a transaction of its own, any method but ACK and CANCEL. A Via of ours is
     * put on top. Nothing is called back before this returns.
     */
    public ClientTransaction send(SipRequest request, Hop target, ResponseListener listener) {
        assert loop.isLoop();
        return clients.send(request, target, listener);
    }

    /**
     * Sends the ACK for a 2xx: no transaction, no answer.
     *
     * @param ack one without Via gets one; one that was sent before is sent as it is
     * @return what was sent, to be sent again when the 2xx comes again
     */
    public SipRequest sendAck(SipRequest ack, Hop target) {
        assert loop.isLoop();
        SipRequest sent = ack.header("Via").isPresent() ? ack : clients.withVia(ack, target);
        transport.send(sent, target, () -> {});
        sent.keepOnlyBytes();
        return sent;
    }

    /** What a Contact names as ours towards {@code hop}. */
    public SipTransport.SentBy sentBy(Hop hop) {
        return transport.sentBy(hop);
    }

    /** The base times, for what a user of transactions sends again by itself. */
    public Timers timers() {
        return timers;
    }

    /** Whether messages can be sent over it. */
    public boolean speaks(Protocol protocol) {
        return transport.speaks(protocol);
    }

    /** A tag or Call-ID part: 128 random bits in hex. */
    public String randomToken() {
        return tokens.next();
    }

    public TransactionCounts counts() {
        return tally.counts(servers.size(), clients.size());
    }

    @Override
    public void onMessage(ParsedMessage message, Hop source) {
        assert loop.isLoop();
        switch (message) {
            case ParsedMessage.Request(SipRequest request) ->
                    servers.request(ResponseRoute.stamped(request, source), source);
            case ParsedMessage.Response(SipResponse response) -> response(response, source);
            case ParsedMessage.Malformed bad -> malformed(bad, source);
            case ParsedMessage.Unread(SipRequest request) -> overload(request, source);
            case ParsedMessage.KeepAlive k -> {}
        }
    }

    private void overload(SipRequest unread, Hop source) {
        try {
            servers.overload(ResponseRoute.stamped(unread, source), source);
        } catch (BadSyntax e) {
            tally.malformedDropped++;
            log.debug("sip.dropped reason={}", e.getMessage());
        }
    }

    private void response(SipResponse response, Hop source) {
        if (response.vias().size() != 1) {
            // RFC 3261 §8.1.3.3: it is not for us
            tally.strayResponses++;
            return;
        }
        ClientRun<?> run = clients.of(response);
        if (run != null) {
            run.received(response, source);
        } else if (response.isSuccess() && response.cseq().method().equals("INVITE")) {
            calls.tell(() -> servers.user().onStraySuccess(response, source));
        } else {
            tally.strayResponses++;
        }
    }

    private void malformed(ParsedMessage.Malformed bad, Hop source) {
        SipRequest request = bad.request();
        if (request == null) {
            tally.malformedDropped++;
            log.debug("sip.dropped reason={}", bad.reason());
            return;
        }
        tally.malformedAnswered++;
        log.debug("sip.refused status={} reason={}", bad.status(), bad.reason());
        SipRequest stamped = request;
        Hop reply = source;
        try {
            stamped = ResponseRoute.stamped(request, source);
            reply = ResponseRoute.of(stamped, source);
        } catch (BadSyntax e) {
            log.debug("sip.refused via=unreadable: answering where it came from");
        }
        servers.respond(SipResponse.to(stamped, bad.status()).build(), reply);
    }
}
