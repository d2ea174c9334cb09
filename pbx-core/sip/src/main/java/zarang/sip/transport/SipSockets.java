package zarang.sip.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.sip.message.Host;
import zarang.sip.message.SipMessage;
import zarang.sip.source.SourceGate;
import zarang.sip.source.Standings;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.MessageSink;
import zarang.sip.transaction.Protocol;

/**
 * SIP's sockets: listens where the settings say, sends where a hop says. Control loop, but for
 * {@link #start} and {@link #close}, which any thread may call.
 */
public final class SipSockets implements SipNetwork {
    private static final Logger log = LoggerFactory.getLogger(SipSockets.class);

    private final VertxControlLoop loop;
    private final TransportSettings settings;
    private final RandomGenerator random;
    private final List<TransportKind> kinds;
    private final TransportTally tally = new TransportTally();

    /** In the order of {@link Transports}; empty before the start. */
    private final Map<Protocol, Transport> transports = new LinkedHashMap<>();

    private Consumer<Hop> flowClosed = flow -> {};
    private Standings standings = Standings.FRIENDS;
    private long lastFlow = Hop.ANY;

    /**
     * Opens nothing yet.
     *
     * @param random unpredictable: it decides which sources share a bucket
     */
    public SipSockets(VertxControlLoop loop, TransportSettings settings, RandomGenerator random) {
        this(loop, settings, random, Transports.SPOKEN);
    }

    /** With other transports than this build's. */
    SipSockets(
            VertxControlLoop loop,
            TransportSettings settings,
            RandomGenerator random,
            List<TransportKind> kinds) {
        this.loop = loop;
        this.settings = settings;
        this.random = random;
        this.kinds = List.copyOf(kinds);
    }

    @Override
    public CompletionStage<List<ListenAddress>> start(
            List<ListenAddress> addresses, MessageSink sink) {
        CompletableFuture<List<ListenAddress>> started = new CompletableFuture<>();
        loop.post(() -> {
            TransportTools tools =
                    new TransportTools(
                            loop,
                            this::nextFlow,
                            new Inbound(sink, tally),
                            new SourceGate(settings.limits(), standings, loop::nanos, random),
                            standings,
                            settings,
                            tally,
                            this::closed,
                            random);
            for (TransportKind kind : kinds) {
                transports.put(kind.protocol(), kind.maker().make(tools));
            }
            openNext(addresses, new ArrayList<>(), started);
        });
        return started;
    }

    @Override
    public void onFlowClosed(Consumer<Hop> listener) {
        flowClosed = listener;
    }

    @Override
    public void judgeBy(Standings known) {
        standings = known;
    }

    private void closed(Hop flow) {
        flowClosed.accept(flow);
    }

    private long nextFlow() {
        return ++lastFlow;
    }

    private void openNext(
            List<ListenAddress> wanted,
            List<ListenAddress> bound,
            CompletableFuture<List<ListenAddress>> started) {
        if (bound.size() == wanted.size()) {
            started.complete(List.copyOf(bound));
            return;
        }
        ListenAddress address = wanted.get(bound.size());
        transport(address.protocol())
                .open(address)
                .whenComplete((local, failure) ->
                        loop.post(() -> {
                            if (failure != null) {
                                closeAll();
                                started.completeExceptionally(failure);
                                return;
                            }
                            ListenAddress real =
                                    new ListenAddress(
                                            address.protocol(), address.host(), local.getPort());
                            log.info("sip.listening address={}", real);
                            bound.add(real);
                            openNext(wanted, bound, started);
                        }));
    }

    @Override
    public boolean speaks(Protocol protocol) {
        return kinds.stream().anyMatch(kind -> kind.protocol() == protocol);
    }

    @Override
    public boolean isOpen(Hop hop) {
        Transport transport = transports.get(hop.protocol());
        return transport != null && transport.isOpen(hop);
    }

    @Override
    public void send(SipMessage message, Hop hop, Runnable failed) {
        transport(hop.protocol()).send(message, hop, failed);
    }

    @Override
    public SentBy sentBy(Hop hop) {
        InetSocketAddress ours = listening(hop);
        InetAddress address = ours.getAddress();
        InetAddress shown =
                address.isAnyLocalAddress() ? Addresses.facing(hop.address(), address) : address;
        return new SentBy(Host.of(shown).written(), ours.getPort());
    }

    /** Where a peer would reach us with a request of its own: over the same protocol, if it can. */
    private InetSocketAddress listening(Hop hop) {
        return transport(hop.protocol())
                .listening(hop)
                .or(() ->
                        transports.values().stream()
                                .flatMap(each -> each.listening(hop).stream())
                                .findFirst())
                .orElseThrow(
                        () -> new IllegalStateException("no listener: start() has not completed"));
    }

    @Override
    public TransportCounts counts() {
        return tally.counts(transports.values().stream().mapToInt(Transport::connections).sum());
    }

    @Override
    public CompletionStage<Void> close() {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        loop.post(() -> {
            closeAll();
            closed.complete(null);
        });
        return closed;
    }

    private void closeAll() {
        transports.values().forEach(Transport::close);
    }

    private Transport transport(Protocol protocol) {
        Transport transport = transports.get(protocol);
        if (transport == null) {
            throw new IllegalStateException(protocol + " is not spoken, or start() not called");
        }
        return transport;
    }
}
