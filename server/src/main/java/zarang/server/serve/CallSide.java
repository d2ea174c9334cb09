package zarang.server.serve;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.AgentId;
import zarang.call.Cause;
import zarang.call.actor.CallWatcher;
import zarang.call.actor.Exchange;
import zarang.call.engine.LegEvent;
import zarang.call.engine.LegIds;
import zarang.call.journal.CallFact;
import zarang.call.journal.JournalEntry;
import zarang.call.loop.RealTime;
import zarang.call.queue.Places;
import zarang.call.queue.QueueEvent;
import zarang.call.recording.Recorder;
import zarang.call.recording.RecordingId;
import zarang.call.recording.RecordingSink;
import zarang.ivr.catalogue.FlowCatalogue;
import zarang.media.MediaLoops;
import zarang.media.prompt.PromptLibrary;
import zarang.recorder.Recordings;
import zarang.routing.floor.Floor;
import zarang.routing.place.KeptPlaces;
import zarang.routing.reserve.RedisReservations;
import zarang.server.config.Settings;
import zarang.server.metrics.LoopSnapshot;
import zarang.sip.engine.EngineSettings;
import zarang.sip.engine.SipEngine;
import zarang.sip.registrar.RegistrarListener;
import zarang.sip.transaction.TransactionLayer;
import zarang.sip.transaction.TransactionSettings;
import zarang.sip.transport.ListenAddress;
import zarang.sip.transport.SipSockets;
import zarang.sip.transport.VertxControlLoop;
import zarang.sip.trunk.Trunks;

/**
 * The side of the calls: media, signalling, scripts, floor, recorder, exchange. Now or never; it
 * waits for nothing.
 */
final class CallSide {
    private static final Logger log = LoggerFactory.getLogger(CallSide.class);
    private static final String PRODUCT = "Zarang";

    /** Sessions that a call may have at once: its caller, four phones that ring, one that ends. */
    private static final int LEGS_PER_CALL = 6;

    /** How long the start may be held up by the question where the phones were. */
    private static final Duration PHONES_LIMIT = Duration.ofSeconds(3);

    private final VertxControlLoop loop;
    private final MediaLoops media;
    private final SipSockets sockets;
    private final TransactionLayer transactions;
    private final SipEngine engine;
    private final KeptPhones phones;
    private final Floor floor;
    private final Recordings recordings;
    private final Exchange exchange;

    private CallSide(
            VertxControlLoop loop,
            MediaLoops media,
            SipSockets sockets,
            TransactionLayer transactions,
            SipEngine engine,
            KeptPhones phones,
            Floor floor,
            Recordings recordings,
            Exchange exchange) {
        this.loop = loop;
        this.media = media;
        this.sockets = sockets;
        this.transactions = transactions;
        this.engine = engine;
        this.phones = phones;
        this.floor = floor;
        this.recordings = recordings;
        this.exchange = exchange;
    }

    /**
     * Makes everything; no socket is open yet.
     *
     * @param scripts published already
     * @param secrets of the agents' phones, by extension
     */
    @RealTime
    static CallSide make(
            Settings settings,
            VertxControlLoop loop,
            String node,
            ClubSide club,
            FlowCatalogue scripts,
            PromptLibrary prompts,
            Map<String, String> secrets,
            Path dataFolder,
            CallWatcher watcher,
            SecureRandom random)
            throws IOException {
        Later later = new Later();
        LegIds legs = new LegIds();
        MediaLoops media = MediaLoops.start(settings.media(), prompts, random);
        SipSockets sockets = new SipSockets(loop, settings.sip().transport(), random);
        TransactionLayer transactions =
                new TransactionLayer(loop, sockets, TransactionSettings.STANDARD, random);
        KeptPhones phones =
                new KeptPhones(
                        loop,
                        club.redis(),
                        node,
                        settings.sip().registrar().max(),
                        settings.sip().listen().toString());
        SipEngine engine =
                new SipEngine(
                        new EngineSettings(
                                settings.media().advertise().getHostAddress(),
                                settings.sip().realm(),
                                settings.sip().digest(),
                                PRODUCT,
                                settings.sip().exchange().callsMax() * LEGS_PER_CALL,
                                settings.sip().registrar(),
                                settings.sip().admission()),
                        new SipEngine.Ports(
                                loop,
                                transactions,
                                media::open,
                                user -> Optional.ofNullable(secrets.get(user)),
                                new Trunks(settings.trunks()),
                                legs,
                                later,
                                later::refusal,
                                phones,
                                later::onLeg,
                                random));
        // a phone that was reached over a connection is gone with it
        sockets.onFlowClosed(engine::flowClosed);
        sockets.judgeBy(engine.standings());
        Floor floor =
                new Floor(
                        loop,
                        settings.floor(),
                        settings.leases(),
                        new RedisReservations(club.redis(), node),
                        node,
                        later::onQueue);
        Recordings recordings =
                new Recordings(
                        settings.recording().in(dataFolder),
                        System::nanoTime,
                        done -> announce(club, done, loop.instant(), later));
        Exchange exchange =
                new Exchange(
                        settings.sip().exchange(),
                        loop,
                        new Exchange.Ports(
                                engine,
                                floor,
                                scripts,
                                club.members(),
                                settings.recording().enabled()
                                        ? recordings
                                        : (id, startedAt) -> RecordingSink.NOWHERE,
                                club.journal(),
                                watcher,
                                legs,
                                settings.placeKept().isZero()
                                        ? Places.NONE
                                        : KeptPlaces.inRedis(
                                                loop, club.redis(), node, settings.placeKept())),
                        random);
        later.exchange = exchange;
        later.floor = floor;
        later.recordings = recordings;
        return new CallSide(
                loop, media, sockets, transactions, engine, phones, floor, recordings, exchange);
    }

    /**
     * Takes back where the phones were before a restart. Never fails: a phone that is not taken
     * back is there once it registers, within {@code sip.registration-max}.
     */
    CompletionStage<Void> restorePhones() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        phones.load(PHONES_LIMIT)
                .whenComplete((kept, failure) ->
                        loop.post(() -> {
                            if (failure == null) {
                                kept.forEach((user, list) ->
                                        engine.restore(user, phones.bindings(list)));
                            } else {
                                log.warn(
                                        "phones.not-restored error={}; agents are there once their"
                                                + " phones register",
                                        failure.toString());
                            }
                            done.complete(null);
                        }));
        return done;
    }

    /** Mends and announces what a crash left, then opens the sockets. */
    CompletionStage<List<ListenAddress>> start(List<ListenAddress> listen) throws IOException {
        recordings.recover();
        return sockets.start(listen, transactions);
    }

    Exchange exchange() {
        return exchange;
    }

    FloorDesk desk() {
        return new FloorDesk(loop, floor);
    }

    SipEngine engine() {
        return engine;
    }

    MediaLoops media() {
        return media;
    }

    /** What the figures show of the control loop. Control loop. */
    LoopSnapshot snapshot() {
        return new LoopSnapshot(
                exchange.activeCalls(),
                engine.counts(),
                sockets.counts(),
                transactions.counts(),
                floor.view(),
                floor.leaseCounts(),
                loop.nanos());
    }

    Recordings recordings() {
        return recordings;
    }

    VertxControlLoop loop() {
        return loop;
    }

    /**
     * After the last call: gives the agents back, closes sockets and media. Control loop. The
     * recordings are closed apart.
     */
    void close() {
        // connections that we close now say nothing of where their phones are
        phones.close();
        floor.close();
        sockets.close();
        media.close();
    }

    /**
     * A recording counts as announced once the journal has it on disk: until then a crash means
     * that it is announced again, under the same id.
     */
    private static void announce(ClubSide club, Recorder.Finished done, Instant now, Later later) {
        var _ =
                club.journal()
                        .appendDurably(
                                new JournalEntry(
                                        done.id().call().value() + ".recording-" + done.id().part(),
                                        done.id().call(),
                                        now,
                                        new CallFact.RecordingReady(
                                                done.id().fileName(),
                                                done.file(),
                                                done.durationMs(),
                                                done.sha256(),
                                                done.repaired(),
                                                done.talk())))
                        .thenRun(() -> later.announced(done.id()));
    }

    /**
     * Ties the knot: engine, floor and recorder speak to what is made after them. The control
     * loop's, but for the recorder's part.
     */
    private static final class Later implements RegistrarListener {
        private @Nullable Exchange exchange;
        private @Nullable Floor floor;
        private volatile @Nullable Recordings recordings;

        /** Any thread. */
        void announced(RecordingId id) {
            Recordings known = recordings;
            if (known != null) {
                known.acknowledged(id);
            }
        }

        Optional<Cause> refusal(LegEvent.Arrived call) {
            return exchange == null ? Optional.of(Cause.CONGESTION) : exchange.refusal(call);
        }

        void onLeg(LegEvent event) {
            if (exchange != null) {
                exchange.onLeg(event);
            }
        }

        void onQueue(QueueEvent event) {
            if (exchange != null) {
                exchange.onQueue(event);
            }
        }

        @Override
        public void registered(String user) {
            if (floor != null) {
                floor.agentReachable(new AgentId(user));
            }
        }

        @Override
        public void unregistered(String user) {
            if (floor != null) {
                floor.agentUnreachable(new AgentId(user));
            }
        }
    }
}
