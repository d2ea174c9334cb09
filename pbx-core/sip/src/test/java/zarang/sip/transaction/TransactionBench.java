package zarang.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import zarang.call.loop.VirtualLoop;
import zarang.sip.message.NameAddr;
import zarang.sip.message.ParsedMessage;
import zarang.sip.message.SipCodec;
import zarang.sip.message.SipMessage;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.message.SipUri;
import zarang.testkit.NothingLeft;

/** A transaction layer under virtual time, with a transport and a user that write down. */
final class TransactionBench implements SipTransport, TransactionUser, ResponseListener {
    final VirtualLoop loop = new VirtualLoop();
    final TransactionLayer layer;
    final List<SipMessage> sent = new ArrayList<>();
    final List<Hop> sentTo = new ArrayList<>();
    final List<Long> sentAtMs = new ArrayList<>();
    final List<Runnable> failures = new ArrayList<>();
    final List<ServerTransaction> requests = new ArrayList<>();
    final List<String> heard = new ArrayList<>();
    private final SipCodec codec = new SipCodec();

    TransactionBench() {
        this(TransactionSettings.STANDARD, 1);
    }

    TransactionBench(TransactionSettings settings, long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        layer = new TransactionLayer(loop, this, settings, random);
        layer.attach(this);
        NothingLeft.watch(this, this::assertClean);
    }

    static Hop peer(Protocol protocol) {
        InetAddress address = InetAddress.ofLiteral("192.0.2.10");
        return new Hop(protocol, new InetSocketAddress(address, 5070), 7);
    }

    static SipRequest request(String method, String extra, String branch, int number) {
        String text =
                """
                %s sip:zarang@example.org SIP/2.0
                Via: SIP/2.0/UDP 192.0.2.10:5070%s
                Max-Forwards: 70
                From: <sip:a@example.org>;tag=from%d
                To: <sip:zarang@example.org>%s
                Call-ID: bench-%d
                CSeq: %d %s

                """
                        .formatted(method, branch, number, extra, number, number, method);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (new SipCodec().parse(bytes, 0, bytes.length) instanceof ParsedMessage.Request parsed) {
            return parsed.request();
        }
        throw new AssertionError(text);
    }

    static SipRequest request(String method, int number) {
        return request(method, "", ";branch=z9hG4bKbench" + number, number);
    }

    void receive(SipRequest request, Protocol protocol) {
        layer.onMessage(new ParsedMessage.Request(request), peer(protocol));
        loop.settle();
    }

    void receive(SipResponse response, Protocol protocol) {
        layer.onMessage(new ParsedMessage.Response(response), peer(protocol));
        loop.settle();
    }

    ClientTransaction send(String method, Protocol protocol) {
        return send(method, protocol, this);
    }

    ClientTransaction send(String method, Protocol protocol, ResponseListener listener) {
        SipRequest request =
                SipRequest.builder(method, SipUri.of("b", "example.org", -1))
                        .from(NameAddr.of(SipUri.of("z", "example.org", -1)).withTag("ours"))
                        .to(NameAddr.of(SipUri.of("b", "example.org", -1)))
                        .callId("call-" + method)
                        .cseq(1)
                        .maxForwards(70)
                        .build();
        return layer.send(request, peer(protocol), listener);
    }

    /** The request that was sent last. */
    SipRequest asked() {
        return sent.reversed().stream()
                .filter(SipRequest.class::isInstance)
                .map(SipRequest.class::cast)
                .findFirst()
                .orElseThrow();
    }

    /** The peer's response as it would come over the wire. */
    SipResponse answer(SipRequest request, int status) {
        byte[] bytes = SipResponse.to(request, status).toTag("theirs").build().toBytes();
        if (codec.parse(bytes, 0, bytes.length) instanceof ParsedMessage.Response parsed) {
            return parsed.response();
        }
        throw new AssertionError("not a response");
    }

    void advance(long ms) {
        loop.advance(Duration.ofMillis(ms));
    }

    /** What was sent: method or status, with the time in ms. */
    List<String> wire() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            lines.add(name(sent.get(i)) + "@" + sentAtMs.get(i));
        }
        return lines;
    }

    static String name(SipMessage message) {
        return switch (message) {
            case SipRequest request -> request.method();
            case SipResponse response -> Integer.toString(response.status());
        };
    }

    /** Nothing is left over once every timer had its time. */
    private void assertClean() {
        for (ServerTransaction each : requests) {
            if (!each.isAnswered()) {
                each.respond(each.response(480).build());
            }
        }
        advance(600_000);
        assertThat(isClean()).as("%s, %s timers", layer.counts(), loop.pendingTimers()).isTrue();
    }

    /** Nothing may be left over. */
    boolean isClean() {
        TransactionCounts counts = layer.counts();
        return counts.liveServer() == 0 && counts.liveClient() == 0 && loop.pendingTimers() == 0;
    }

    @Override
    public void send(SipMessage message, Hop hop, Runnable failed) {
        sent.add(message);
        sentTo.add(hop);
        sentAtMs.add(loop.nanos() / 1_000_000);
        failures.add(failed);
    }

    @Override
    public SentBy sentBy(Hop hop) {
        return new SentBy("192.0.2.1", 5060);
    }

    @Override
    public Optional<SipResponse> withoutState(SipRequest request, Hop source) {
        return Optional.empty();
    }

    @Override
    public void onRequest(ServerTransaction transaction) {
        requests.add(transaction);
        heard.add("request " + transaction.request().method());
    }

    @Override
    public void onAck(SipRequest ack, Hop source) {
        heard.add("ack");
    }

    @Override
    public void onCancel(ServerTransaction invite, SipRequest cancel) {
        heard.add("cancel");
    }

    @Override
    public void onUnanswerable(ServerTransaction transaction) {
        heard.add("lost");
    }

    @Override
    public void onResponseLost(String method) {
        heard.add("lost");
    }

    @Override
    public void onStraySuccess(SipResponse response, Hop source) {
        heard.add("stray " + response.status());
    }

    @Override
    public void onProvisional(SipResponse response, Hop source) {
        heard.add("provisional " + response.status());
    }

    @Override
    public void onFinal(SipResponse response, Hop source) {
        heard.add("final " + response.status());
    }

    @Override
    public void onSuccessAgain(SipResponse response, Hop source) {
        heard.add("again " + response.status());
    }

    @Override
    public void onFailure(int status) {
        heard.add(status == TIMED_OUT ? "time-out" : "transport error");
    }
}
