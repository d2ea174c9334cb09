package zarang.server.serve;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.AgentId;
import zarang.call.Cause;
import zarang.call.actor.CallOverview;
import zarang.call.actor.CallPorts;
import zarang.call.actor.CallWatcher;
import zarang.call.actor.CallWatchers;
import zarang.call.actor.Exchange;
import zarang.call.actor.ExchangeSettings;
import zarang.call.engine.BannedSource;
import zarang.call.engine.Capability;
import zarang.call.engine.EngineFactory;
import zarang.call.engine.EngineListener;
import zarang.call.engine.LegEvent;
import zarang.call.engine.LegIds;
import zarang.call.engine.TelephonyEngine;
import zarang.call.engine.TrunkStatus;
import zarang.call.journal.Journal;
import zarang.call.loop.ControlLoop;
import zarang.call.member.MemberDirectory;
import zarang.call.plan.AgentCode;
import zarang.call.plan.DialPlan;
import zarang.call.queue.Acd;
import zarang.call.queue.Places;
import zarang.call.queue.QueueEvent;
import zarang.call.recording.Recorder;
import zarang.call.recording.RecordingSink;
import zarang.call.script.ScriptService;
import zarang.call.script.Scripts;
import zarang.ivr.service.MemberService;
import zarang.routing.agent.AgentRequest;
import zarang.routing.callback.CallbackLink;
import zarang.routing.calling.AgentPhoneFinder;
import zarang.routing.dispatch.FloorSettings;
import zarang.routing.floor.AgentCodeService;
import zarang.routing.floor.Floor;
import zarang.routing.owner.FloorPeers;
import zarang.routing.owner.OwnerAnswer;
import zarang.routing.owner.OwnerCounts;
import zarang.routing.owner.OwnerQuestion;
import zarang.routing.owner.SharedFloor;
import zarang.routing.reserve.Fence;
import zarang.routing.reserve.LeaseSettings;
import zarang.routing.reserve.Reservations;
import zarang.server.metrics.LoopSnapshot;

/**
 * Engine, floor and exchange, wired to one another: what an engine sees goes to the exchange and to
 * the floor, what the floor decides goes to the exchange. The same under the real clock and under a
 * virtual one, with whatever engine and stores it is given. Control loop, but for the making.
 */
public final class Wiring {
    private static final Logger log = LoggerFactory.getLogger(Wiring.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    /**
     * How it behaves.
     *
     * @param node names this process among those that share the stores
     */
    public record Rules(
            ExchangeSettings exchange, FloorSettings floor, LeaseSettings leases, String node) {}

    /**
     * How the floor is shared with other processes.
     *
     * @param fence of the reservations that are given with it
     */
    public record Sharing(FloorPeers peers, Fence fence) {}

    /**
     * What it is wired to.
     *
     * @param sharing empty: nobody else has these queues and agents
     * @param services whom scripts can ask, beside the members
     */
    public record Parts(
            EngineFactory engines,
            Reservations reservations,
            Optional<Sharing> sharing,
            Scripts scripts,
            MemberDirectory members,
            Recorder recorder,
            Journal journal,
            Places places,
            Function<AgentPhoneFinder, DialPlan> plan,
            Map<String, ScriptService> services) {
        /** The same with nobody else to ask. */
        public Parts(
                EngineFactory engines,
                Reservations reservations,
                Optional<Sharing> sharing,
                Scripts scripts,
                MemberDirectory members,
                Recorder recorder,
                Journal journal,
                Places places,
                Function<AgentPhoneFinder, DialPlan> plan) {
            this(
                    engines,
                    reservations,
                    sharing,
                    scripts,
                    members,
                    recorder,
                    journal,
                    places,
                    plan,
                    Map.of());
        }
    }

    private final ControlLoop loop;
    private final Floor floor;
    private final @Nullable SharedFloor shared;
    private final TelephonyEngine engine;
    private final Exchange exchange;
    private final TrunkFacts trunks;
    private final CallbackLink callbacks;

    /** Told of those who wait and are no calls. */
    private volatile Consumer<QueueEvent> others = event -> {};

    /**
     * Makes everything; the engine is not started.
     *
     * @param watchers see every call; one that fails keeps nothing from the others
     */
    public Wiring(
            ControlLoop loop,
            Rules rules,
            Parts parts,
            List<CallWatcher> watchers,
            RandomGenerator random) {
        this.loop = loop;
        LegIds legs = new LegIds();
        floor =
                new Floor(
                        loop,
                        rules.floor(),
                        rules.leases(),
                        parts.reservations(),
                        rules.node(),
                        parts.journal(),
                        this::onFloor);
        shared =
                parts.sharing()
                        .map(sharing ->
                                new SharedFloor(
                                        loop,
                                        floor,
                                        sharing.peers(),
                                        sharing.fence(),
                                        this::onQueue))
                        .orElse(null);
        trunks = new TrunkFacts(loop, rules.node(), parts.journal());
        engine = parts.engines().make(legs, new FromEngine());
        Acd acd = shared == null ? floor : shared;
        DialPlan plan = parts.plan().apply(floor::phoneOf);
        exchange =
                new Exchange(
                        rules.exchange(),
                        loop,
                        new CallPorts(
                                engine,
                                acd,
                                parts.scripts(),
                                parts.members(),
                                services(parts),
                                recorder(engine, parts.recorder()),
                                parts.journal(),
                                new CallWatchers(watchers),
                                legs,
                                parts.places(),
                                plan),
                        random);
        callbacks = new CallbacksOnFloor(acd, floor, exchange, plan, parts.members().lowestTier());
    }

    private Map<String, ScriptService> services(Parts parts) {
        Map<String, ScriptService> services = new LinkedHashMap<>(parts.services());
        services.put(MemberService.NAME, new MemberService(parts.members()));
        services.put(
                AgentCode.SERVICE,
                new AgentCodeService(
                        request ->
                                ask(new OwnerQuestion.OfAgents(Optional.of(request)))
                                        .thenApply(OwnerAnswer.Agents::agents),
                        () -> floor.settings().pauseReasons()));
        return Map.copyOf(services);
    }

    /** An engine that cannot let us hear is not asked to. */
    private static Recorder recorder(TelephonyEngine engine, Recorder wanted) {
        if (engine.capabilities().contains(Capability.TAPS_AUDIO)) {
            return wanted;
        }
        log.warn("recording.off: this engine gives us no audio, recording.enabled has no effect");
        return (id, talk) -> RecordingSink.NOWHERE;
    }

    private void onFloor(QueueEvent event) {
        if (shared == null) {
            onQueue(event);
        } else {
            shared.onFloor(event);
        }
    }

    /** The engine and the floor say nothing before they are started: the exchange is there then. */
    private void onQueue(QueueEvent event) {
        if (event.subject().isCall()) {
            exchange.onQueue(event);
        } else {
            others.accept(event);
        }
    }

    /** Tells {@code others} what the floor says of those who wait and are no calls. */
    public void tellOthers(Consumer<QueueEvent> listener) {
        others = listener;
    }

    /** The floor and the calls for who calls back. */
    public CallbackLink callbackLink() {
        return callbacks;
    }

    private final class FromEngine implements EngineListener {
        @Override
        public Optional<Cause> refusal(LegEvent.Arrived call) {
            return exchange.refusal(call);
        }

        @Override
        public void onLeg(LegEvent event) {
            exchange.onLeg(event);
        }

        @Override
        public void phoneCame(String user) {
            floor.agentReachable(new AgentId(user));
        }

        @Override
        public void phonesGone(String user) {
            floor.agentUnreachable(new AgentId(user));
        }

        @Override
        public void trunkChanged(String trunk, boolean up, String why) {
            trunks.changed(trunk, up, why);
        }
    }

    /**
     * Looks for the processes that share the floor, then lets the engine take calls. Any thread.
     */
    public CompletionStage<List<String>> start() {
        if (shared != null) {
            shared.start();
        }
        return engine.start();
    }

    public Floor floor() {
        return floor;
    }

    /** Asks whoever decides for the floor. Control loop; completes on it. */
    <T> CompletionStage<T> ask(OwnerQuestion<T> question) {
        return shared == null
                ? question.of(floor, this::toldFloor)
                        .thenApply(answer -> question.in(answer).orElseThrow())
                : shared.ask(question);
    }

    /** Nothing keeps a floor that is not shared. */
    private CompletionStage<Boolean> toldFloor(AgentRequest request) {
        floor.ask(request);
        return CompletableFuture.completedStage(true);
    }

    /** The calls as somebody sees them who is in none. */
    public CallOverview calls() {
        return exchange.overview();
    }

    /** The trunks as they are now. */
    List<TrunkStatus> trunks() {
        return engine.trunks();
    }

    /** Sources that are banned now. */
    List<BannedSource> bans() {
        return engine.bans();
    }

    /** Listens to a source again; false if it was not banned. */
    boolean liftBan(String source) {
        return engine.liftBan(source);
    }

    /** Asks a trunk now; false if there is none of that name. */
    boolean checkTrunk(String name) {
        return engine.checkTrunk(name);
    }

    /** What the figures show of the control loop. */
    public LoopSnapshot snapshot() {
        return new LoopSnapshot(
                exchange.activeCalls(),
                exchange.parkedCallers(),
                engine.legs(),
                engine.figures(),
                shared == null ? floor.view() : shared.view(),
                floor.leaseCounts(),
                shared == null ? OwnerCounts.UNSHARED : shared.counts(),
                loop.nanos());
    }

    /**
     * Takes no new calls and lets running ones finish; see {@link Exchange#drain}. Any thread;
     * completes on the loop when the last call has ended.
     */
    public CompletableFuture<@Nullable Void> drain(Duration limit) {
        CompletableFuture<@Nullable Void> drained = new CompletableFuture<>();
        loop.post(() -> {
            engine.stopAccepting();
            if (shared != null) {
                shared.giveUp();
            }
            exchange.drain(limit, () -> drained.complete(null));
        });
        return drained;
    }

    /**
     * Completes on the loop when the engine has no leg left: farewells are on their way after the
     * last call has ended, and a phone that does not get its one is left with a dead call. Stops
     * looking when it is cancelled. Any thread.
     */
    public CompletableFuture<@Nullable Void> lastLegGone() {
        CompletableFuture<@Nullable Void> gone = new CompletableFuture<>();
        loop.post(() -> lookForLegs(gone));
        return gone;
    }

    private void lookForLegs(CompletableFuture<@Nullable Void> gone) {
        if (gone.isDone() || engine.legs() == 0) {
            gone.complete(null);
        } else {
            loop.schedule(LOOK_AGAIN, () -> lookForLegs(gone));
        }
    }

    /** After the last call: gives the agents back, closes the engine. */
    public void close() {
        if (shared != null) {
            shared.close();
        }
        floor.close();
        engine.close();
    }
}
