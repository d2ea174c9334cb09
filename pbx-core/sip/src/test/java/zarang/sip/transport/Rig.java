package zarang.sip.transport;

import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.source.Standings;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.ServerTransaction;
import zarang.sip.transaction.TransactionLayer;
import zarang.sip.transaction.TransactionSettings;
import zarang.sip.transaction.TransactionUser;

/** Real sockets on loopback under a transaction layer whose user answers everything with 200. */
final class Rig implements TransactionUser {
    final Vertx vertx = Vertx.vertx();
    final VertxControlLoop loop = new VertxControlLoop(vertx);
    final SipSockets sockets;
    final TransactionLayer layer;
    final List<ListenAddress> bound;

    /** How long each request keeps the loop busy, ns. */
    volatile long work;

    Rig(TransportSettings settings, String... listen) throws Exception {
        this(settings, Standings.FRIENDS, listen);
    }

    Rig(TransportSettings settings, Standings standings, String... listen) throws Exception {
        this(settings, standings, Transports.SPOKEN, listen);
    }

    Rig(
            TransportSettings settings,
            Standings standings,
            List<TransportKind> kinds,
            String... listen)
            throws Exception {
        sockets = new SipSockets(loop, settings, RandomGenerator.of("L64X128MixRandom"), kinds);
        sockets.judgeBy(standings);
        layer =
                new TransactionLayer(
                        loop,
                        sockets,
                        TransactionSettings.STANDARD,
                        RandomGenerator.of("L64X128MixRandom"));
        layer.attach(this);
        bound =
                sockets.start(
                                List.of(listen).stream()
                                        .map(each -> Transports.listener(each, kinds))
                                        .toList(),
                                layer)
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS);
    }

    InetSocketAddress address(int index) {
        ListenAddress address = bound.get(index);
        return new InetSocketAddress(InetAddress.ofLiteral(address.host()), address.port());
    }

    <T> T onLoop(Supplier<T> question) throws Exception {
        CompletableFuture<T> answer = new CompletableFuture<>();
        loop.post(() -> answer.complete(question.get()));
        return answer.get(10, TimeUnit.SECONDS);
    }

    @Override
    public Optional<SipResponse> withoutState(SipRequest request, Hop source) {
        return Optional.empty();
    }

    @Override
    public void onRequest(ServerTransaction transaction) {
        long began = loop.nanos();
        while (loop.nanos() - began < work) {
            Thread.onSpinWait();
        }
        transaction.respond(transaction.response(200).build());
    }

    @Override
    public void onAck(SipRequest ack, Hop source) {}

    @Override
    public void onCancel(ServerTransaction invite, SipRequest cancel) {}

    @Override
    public void onUnanswerable(ServerTransaction transaction) {}

    @Override
    public void onResponseLost(String method) {}

    @Override
    public void onStraySuccess(SipResponse response, Hop source) {}

    void stop() throws Exception {
        sockets.close().toCompletableFuture().get(10, TimeUnit.SECONDS);
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
