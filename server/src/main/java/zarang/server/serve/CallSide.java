package zarang.server.serve;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.CallId;
import zarang.call.QueueName;
import zarang.call.actor.CallWatcher;
import zarang.call.engine.EngineFactory;
import zarang.call.loop.ControlLoop;
import zarang.call.script.ScriptService;
import zarang.call.script.Scripts;
import zarang.call.verb.CallSnapshot;
import zarang.call.verb.SupervisionResult;
import zarang.call.verb.SupervisionWish;
import zarang.config.meter.Meters;
import zarang.media.MediaFigures;
import zarang.media.MediaLoops;
import zarang.recorder.RecorderFigures;
import zarang.recorder.Recordings;
import zarang.routing.calling.CallingFigures;
import zarang.routing.calling.CallingRules;
import zarang.routing.calling.SpendInRedis;
import zarang.routing.calls.CallPeerFigures;
import zarang.routing.calls.CallPeers;
import zarang.routing.calls.CallsHere;
import zarang.routing.floor.FloorFigures;
import zarang.routing.owner.OwnerFigures;
import zarang.routing.owner.RedisPeers;
import zarang.routing.place.KeptPlaces;
import zarang.routing.place.PlaceFigures;
import zarang.routing.queue.QueueSettings;
import zarang.routing.queue.RecordedShare;
import zarang.routing.reserve.Fence;
import zarang.routing.reserve.RedisReservations;
import zarang.server.config.Settings;
import zarang.server.metrics.EngineFigures;
import zarang.server.metrics.LoopFigures;
import zarang.server.metrics.LoopWatch;

/**
 * The side of the calls: what {@link Wiring} wires, as the settings have it and over real media,
 * sockets and Redis. It waits for nothing.
 */
final class CallSide {
    private static final Logger log = LoggerFactory.getLogger(CallSide.class);
    private static final Duration RESTORE_LIMIT = Duration.ofMinutes(1);

    private final ThisNode node;
    private final MediaLoops media;
    private final Recordings recordings;
    private final RedisPeers peers;
    private final CallPeers callPeers;
    private final CallingRules calling;
    private final KeptPlaces places;
    private final Wiring wiring;
    private final FloorQueues queues;

    /**
     * What rooms bring to the calls.
     *
     * @param watchers see every call
     * @param services whom scripts can ask, beside the members
     * @param rooms have a say in places, and callers of their own in the queues
     */
    record Beside(
            List<CallWatcher> watchers, Map<String, ScriptService> services, OpenRooms rooms) {}

    /**
     * Makes everything; no socket is open yet.
     *
     * @param scripts published already
     * @param beside what the rooms bring
     * @param media that the engine plays and hears with; closed with this
     */
    CallSide(
            ThisNode node,
            ClubSide club,
            Scripts scripts,
            MediaLoops media,
            EngineFactory engines,
            Beside beside)
            throws IOException {
        this.node = node;
        Settings settings = node.settings();
        this.media = media;
        recordings =
                new AnnouncedRecordings(
                                settings.recording().in(node.data().root()),
                                club.journal(),
                                node.loop(),
                                node.loop()::nanos)
                        .recordings();
        Fence fence = new Fence();
        peers = peers(node, club);
        callPeers = new CallPeers(node.loop(), peers, new OwnCalls());
        SpendInRedis spending = new SpendInRedis(club.redis(), node.name(), node.loop()::post);
        calling =
                new CallingRules(settings.calling(), club.members()::parse, node.loop(), spending);
        restore(spending, calling, node.loop());
        places = places(node, club, this::regain);
        wiring =
                new Wiring(
                        node.loop(),
                        new Wiring.Rules(
                                settings.exchange(),
                                settings.floor(),
                                settings.leases(),
                                node.name()),
                        new Wiring.Parts(
                                engines,
                                new RedisReservations(club.redis(), node.name(), fence),
                                Optional.of(new Wiring.Sharing(callPeers.beside(), fence)),
                                scripts,
                                club.members(),
                                new TalksToRecord(
                                        recordings, settings.recording().enabled(), this::recorded),
                                club.journal(),
                                beside.rooms().places(places),
                                calling::over,
                                PlayBack.beside(beside.services(), recordings::said, media::lend)),
                        with(beside.watchers(), calling),
                        node.random());
        beside.rooms().connect(wiring);
        queues = new FloorQueues(node, club, wiring, new CallsOnLoop(node.loop(), callPeers));
    }

    /** What cannot be read back is spent anew: an admin is told. */
    private static void restore(SpendInRedis spending, CallingRules calling, ControlLoop loop) {
        spending.load(RESTORE_LIMIT)
                .whenComplete((kept, failure) -> {
                    if (failure == null) {
                        loop.post(() -> calling.restore(kept));
                    } else {
                        log.warn("calling.spending-not-restored error={}", failure.toString());
                    }
                });
    }

    private static List<CallWatcher> with(List<CallWatcher> watchers, CallWatcher more) {
        List<CallWatcher> all = new ArrayList<>(watchers);
        all.add(more);
        return all;
    }

    /** In an embedded Redis it is alone, but for what it kept there before it was started anew. */
    private static RedisPeers peers(ThisNode node, ClubSide club) {
        return new RedisPeers(
                club.redis(),
                node.name(),
                Long.toUnsignedString(node.random().nextLong(), Character.MAX_RADIX));
    }

    private static KeptPlaces places(
            ThisNode node, ClubSide club, Function<QueueName, Duration> regain) {
        return KeptPlaces.inRedis(
                node.loop(),
                club.redis(),
                node.name(),
                Long.toUnsignedString(node.random().nextLong(), Character.MAX_RADIX),
                regain);
    }

    /** As the floor is set now. Control loop. */
    private Duration regain(QueueName queue) {
        return set(queue).map(QueueSettings::regain).orElse(Duration.ZERO);
    }

    /** The same. A queue that was taken away meanwhile has no rule. */
    private RecordedShare recorded(QueueName queue) {
        return set(queue).map(QueueSettings::recorded).orElse(RecordedShare.ALL);
    }

    private Optional<QueueSettings> set(QueueName queue) {
        return wiring.floor().settings().queue(queue);
    }

    /**
     * Sets the floor as it was set live. Before anything acts on the journal: who is missed, say,
     * depends on it. Waits, 2 s at most.
     */
    void begin() {
        queues.settings().begin();
    }

    /**
     * Mends and announces what a crash left, then lets the engine take calls.
     *
     * @return where it can be called
     */
    CompletionStage<List<String>> start() throws IOException {
        recordings.recover();
        return wiring.start();
    }

    /** What others see of this process; nobody asks before {@link #start}. */
    private final class OwnCalls implements CallsHere {
        @Override
        public List<CallSnapshot> all() {
            return wiring.calls().all();
        }

        @Override
        public Optional<CallSnapshot> one(CallId call) {
            return wiring.calls().one(call);
        }

        @Override
        public SupervisionResult ask(CallId call, SupervisionWish wish) {
            return wiring.calls().ask(call, wish);
        }
    }

    Wiring wiring() {
        return wiring;
    }

    FloorQueues queues() {
        return queues;
    }

    FloorAgents desk() {
        return new FloorAgents(node.loop(), wiring);
    }

    CallsOnLoop calls() {
        return new CallsOnLoop(node.loop(), callPeers);
    }

    EngineBans bans() {
        return new EngineBans(node.loop(), wiring);
    }

    EngineTrunks trunks() {
        return new EngineTrunks(node.loop(), wiring);
    }

    /** Whom agents may call. */
    CallingRules calling() {
        return calling;
    }

    MediaLoops media() {
        return media;
    }

    Recordings recordings() {
        return recordings;
    }

    /**
     * The figures of its rooms.
     *
     * @param loop looked already
     */
    List<Meters> meters(LoopWatch loop) {
        return List.of(
                new LoopFigures(loop),
                new EngineFigures(loop),
                new FloorFigures(() -> loop.snapshot().floor(), () -> loop.snapshot().leases()),
                new OwnerFigures(() -> loop.snapshot().owner()),
                new CallPeerFigures(callPeers::counts),
                new CallingFigures(calling::counts),
                new PlaceFigures(places::counts),
                new MediaFigures(media::counters),
                new RecorderFigures(recordings::counters));
    }

    /** After {@link #close}: reads no letters any more. Waits a little. */
    void endLetters() {
        peers.close();
    }

    /** After the last call. Control loop. The recordings are closed apart. */
    void close() {
        queues.close();
        callPeers.close();
        wiring.close();
        media.close();
    }
}
