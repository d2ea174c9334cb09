package zarang.sip.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.engine.BannedSource;
import zarang.call.engine.Capability;
import zarang.call.engine.EngineFactory;
import zarang.call.engine.EngineFigure;
import zarang.call.engine.EngineListener;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegIds;
import zarang.call.engine.Receipt;
import zarang.call.engine.TelephonyEngine;
import zarang.call.engine.TrunkStatus;
import zarang.call.loop.ControlLoop;
import zarang.sip.auth.Accounts;
import zarang.sip.ban.BanStore;
import zarang.sip.ban.Bans;
import zarang.sip.carrier.TrunkFigures;
import zarang.sip.dns.SipLookup;
import zarang.sip.edge.Edge;
import zarang.sip.message.SipUri;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.TransactionLayer;
import zarang.sip.transaction.TransactionSettings;
import zarang.sip.transport.ListenAddress;
import zarang.sip.transport.SipNetwork;
import zarang.sip.trunk.Trunk;
import zarang.sip.trunk.Trunks;

/**
 * The telephony engine that lives in this process: SIP of our own over a network, and media of our
 * own. What is SIP about it ends here. Control loop only, but for {@link #start}.
 */
public final class EmbeddedEngine implements TelephonyEngine {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedEngine.class);

    /** How long the start may be held up by the question where the phones were. */
    private static final Duration PHONES_LIMIT = Duration.ofSeconds(3);

    /**
     * What it is made of. The engine owns {@code network} from here on.
     *
     * @param media where RTP comes from and goes to
     * @param random unpredictable: tags, nonces and session ids come from it
     * @param flowKey secret of this node, the same after a restart: who has it can send through us
     */
    public record Parts(
            ControlLoop loop,
            SipNetwork network,
            MediaOpener media,
            RandomGenerator random,
            SecretKey flowKey) {}

    /**
     * Whom it knows.
     *
     * @param listen where it is to be called
     * @param trunks from where calls may come, and where they may go out
     * @param lookup where the names of trunks lead
     * @param accounts of the phones that may register
     * @param phones where those that registered are kept over a restart and for other nodes; closed
     *     with the engine
     * @param bans where those are kept
     */
    public record Peers(
            List<ListenAddress> listen,
            List<Trunk> trunks,
            SipLookup lookup,
            Accounts accounts,
            PhoneStore phones,
            BanStore bans) {
        public Peers {
            listen = List.copyOf(listen);
            trunks = List.copyOf(trunks);
        }
    }

    private final ControlLoop loop;
    private final SipNetwork network;
    private final TransactionLayer transactions;
    private final SipEngine sip;
    private final PhoneStore store;
    private final Bans bans;
    private final BanStore keptBans;
    private final KeptPhones phones;
    private final Edge edge;
    private final List<ListenAddress> listen;

    private EmbeddedEngine(
            EngineSettings settings,
            Parts parts,
            Peers peers,
            LegIds legs,
            EngineListener listener) {
        loop = parts.loop();
        network = parts.network();
        listen = peers.listen();
        transactions =
                new TransactionLayer(loop, network, TransactionSettings.STANDARD, parts.random());
        store = peers.phones();
        keptBans = peers.bans();
        bans = new Bans(settings.admission().bans(), loop, keptBans, parts.random());
        phones =
                new KeptPhones(
                        loop, store, settings.registrar().max(), listen.toString(), this::route);
        sip =
                new SipEngine(
                        settings,
                        new EnginePorts(
                                loop,
                                transactions,
                                parts.media(),
                                peers.accounts(),
                                new Trunks(peers.trunks()),
                                peers.lookup(),
                                legs,
                                listener,
                                phones,
                                bans,
                                parts.random()));
        edge =
                new Edge(
                        network,
                        transactions,
                        sip.phones(),
                        settings.host(),
                        parts.flowKey(),
                        loop::nanos);
        // a phone that was reached over a connection is gone with it
        network.onFlowClosed(sip.phones()::flowClosed);
        network.judgeBy(sip.standings());
    }

    /** What makes it, once it is known who listens. */
    public static EngineFactory factory(EngineSettings settings, Parts parts, Peers peers) {
        return (legs, listener) -> new EmbeddedEngine(settings, parts, peers, legs, listener);
    }

    private Optional<SipUri> route(Hop flow) {
        return edge.route(flow);
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.TAPS_AUDIO, Capability.KEEPS_PHONES);
    }

    /**
     * A phone that is not taken back is there once it registers, within the longest time that a
     * registration may last: that is no reason not to start.
     */
    @Override
    public CompletionStage<List<String>> start() {
        CompletableFuture<@Nullable Void> restored = new CompletableFuture<>();
        phones.load(PHONES_LIMIT)
                .whenComplete((kept, failure) ->
                        loop.post(() -> {
                            restore(Optional.ofNullable(kept), failure);
                            restored.complete(null);
                        }));
        keptBans.load(PHONES_LIMIT)
                .whenComplete((kept, failure) -> {
                    if (failure == null) {
                        loop.post(() -> bans.restore(kept));
                    } else {
                        log.warn("bans.not-restored error={}", failure.toString());
                    }
                });
        return restored.thenCompose(_ -> network.start(listen, edge))
                .thenApply(bound -> {
                    edge.listening(bound);
                    sip.carriers().begin();
                    store.follow(
                            written(edge.addresses()),
                            new NodesListener(loop, phones, sip.phones()));
                    return written(bound);
                });
    }

    private static List<String> written(List<ListenAddress> addresses) {
        return addresses.stream().map(ListenAddress::toString).toList();
    }

    private void restore(
            Optional<Map<String, List<KeptPhones.Phone>>> kept, @Nullable Throwable failure) {
        if (failure != null) {
            log.warn(
                    "phones.not-restored error={}; agents are there once their phones register",
                    failure.toString());
        }
        kept.ifPresent(users ->
                users.forEach((user, list) -> sip.phones().restore(user, phones.bindings(list))));
    }

    @Override
    public Receipt execute(LegCommand command) {
        return sip.execute(command);
    }

    @Override
    public List<TrunkStatus> trunks() {
        return sip.carriers().status();
    }

    @Override
    public List<BannedSource> bans() {
        return bans.all();
    }

    @Override
    public boolean liftBan(String source) {
        return bans.lift(source);
    }

    @Override
    public boolean checkTrunk(String name) {
        return sip.carriers().check(name);
    }

    @Override
    public void stopAccepting() {
        sip.stopAccepting();
    }

    @Override
    public int legs() {
        return sip.counts().legs();
    }

    @Override
    public List<EngineFigure> figures() {
        return Stream.concat(
                        SipFigures.of(
                                sip.counts(),
                                new SipFigures.BetweenNodes(
                                        sip.phones().elsewhereByNode(), edge.counts()),
                                transactions.counts(),
                                network.counts())
                                .stream(),
                        Stream.concat(
                                TrunkFigures.of(sip.carriers().status()).stream(),
                                BanFigures.of(bans.all().size(), bans.begun()).stream()))
                .toList();
    }

    /** Connections that are closed now say nothing of where their phones are. */
    @Override
    public void close() {
        sip.carriers().close();
        phones.close();
        store.close();
        sip.phones().close();
        var _ = network.close();
    }
}
