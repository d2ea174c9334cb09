package zarang.tests.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.crypto.spec.SecretKeySpec;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.CallTermination;
import zarang.call.Cause;
import zarang.call.PhoneNumber;
import zarang.call.WrittenNumber;
import zarang.call.actor.CallWatcher;
import zarang.call.actor.ExchangeSettings;
import zarang.call.engine.EngineFactory;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.journal.Journal;
import zarang.call.journal.JournalEntry;
import zarang.call.plan.SupervisionMode;
import zarang.call.queue.Places;
import zarang.call.recording.Recorder;
import zarang.call.recording.RecordingSink;
import zarang.call.script.ScriptService;
import zarang.call.verb.CallSnapshot;
import zarang.call.verb.SupervisionWish;
import zarang.config.AddressPrefix;
import zarang.crm.webhook.WebhooksInWorld;
import zarang.delivery.Line;
import zarang.delivery.SteppedDeliveries;
import zarang.journal.SteppedJournal;
import zarang.loyalty.points.PointsInWorld;
import zarang.media.MediaSession;
import zarang.recorder.SteppedRecordings;
import zarang.routing.agent.AgentState;
import zarang.routing.callback.CallbacksInWorld;
import zarang.routing.calling.CallingRules;
import zarang.routing.calling.SpendStore;
import zarang.routing.dispatch.FloorView;
import zarang.routing.place.PlacesInMemory;
import zarang.routing.reserve.InMemoryReservations;
import zarang.routing.reserve.LeaseSettings;
import zarang.server.config.HouseRooms;
import zarang.server.serve.Wiring;
import zarang.sip.auth.DigestAlgorithm;
import zarang.sip.ban.BanSettings;
import zarang.sip.ban.BanStore;
import zarang.sip.dns.SipLookup;
import zarang.sip.engine.AdmissionSettings;
import zarang.sip.engine.CallerDisplay;
import zarang.sip.engine.EmbeddedEngine;
import zarang.sip.engine.EngineSettings;
import zarang.sip.registrar.RegistrarSettings;
import zarang.sip.testkit.FakeMedia;
import zarang.sip.testkit.PhonesInMemory;
import zarang.sip.transaction.Protocol;
import zarang.sip.transport.ListenAddress;
import zarang.sip.trunk.Trunk;

/**
 * One life of the server in the world, wired as the server is: engine, exchange, script, floor,
 * journal, points, webhooks. It dies when its {@link Fate} says so.
 */
final class WorldProcess {
    private static final String NODE = "n1";
    private static final String DESK = "api desk";
    private static final Line WEBHOOKS = new Line("webhook", "{webhooks}");

    /** How long a caller may take to redial. */
    private static final Duration PLACE_KEPT = Duration.ofMinutes(5);

    /** Nobody who is connected hears nothing for that long. */
    private static final Duration SILENCE_MAX = Duration.ofSeconds(5);

    private final World world;
    private final Fate fate;
    private final ProcessLoop loop;
    private final ProcessLoop beat;
    private final PhonesBack phonesBack;
    private final FakeMedia media;
    private final Weather weather;
    private final SteppedJournal journal;
    private final SteppedDeliveries deliveries;
    private final Optional<SteppedRecordings> recordings;
    private final CallbacksInWorld callbacks;
    private final Wiring wiring;
    private final long bornNanos;
    private final IdentityHashMap<MediaSession, Long> connected = new IdentityHashMap<>();
    private final List<AssertionError> faults = new ArrayList<>();
    private int unsecured;

    WorldProcess(World world, Fate fate) {
        this.world = world;
        this.fate = fate;
        loop = new ProcessLoop(world.loop, fate);
        beat = new ProcessLoop(world.loop, fate);
        phonesBack = new PhonesBack(loop, world.agents.leftAtNanos);
        media = new FakeMedia(World.HOST, 20_000, loop);
        weather = new Weather(loop, world.random, fate, world.rough);
        journal =
                new SteppedJournal(
                        NODE,
                        loop,
                        world.journal,
                        weather.late(),
                        fate::step,
                        HouseRooms.SHIPPED.facts());
        recordings = world.recordings.flatMap(this::recorder);
        bornNanos = loop.nanos();
        callbacks =
                new CallbacksInWorld(
                        loop,
                        world.callbacks.kept,
                        weather.late(),
                        weather.prompt(),
                        write(journal),
                        world.random,
                        NODE);
        CallingRules rules =
                new CallingRules(WorldAgents.CALLING, WorldProcess::e164, loop, SpendStore.NONE);
        wiring =
                new Wiring(
                        loop,
                        new Wiring.Rules(
                                new ExchangeSettings(World.CALLERS, Duration.ofHours(1)),
                                world.floor,
                                LeaseSettings.defaults(),
                                NODE),
                        new Wiring.Parts(
                                SpeakingCallers.over(engine(), loop, world.random, this::command),
                                new MortalReservations(
                                        new InMemoryReservations(world.leases, NODE),
                                        weather.late()),
                                Optional.empty(),
                                world.scripts,
                                new WorldClub.Directory(world.club, weather.late(), world.random),
                                recordings
                                        .<Recorder>map(each -> each)
                                        .orElse((id, talk) -> RecordingSink.NOWHERE),
                                write(journal),
                                callbacks.side().places(places()),
                                rules::over,
                                services()),
                        watchers(rules),
                        world.random);
        wiring.tellOthers(callbacks.side()::onQueue);
        callbacks.side().connect(wiring.callbackLink());
        deliveries = sending();
        consume();
        var _ = wiring.start();
    }

    private Map<String, ScriptService> services() {
        Map<String, ScriptService> services =
                new HashMap<>(WorldScripts.services(weather.late(), world.random));
        services.putAll(callbacks.side().services());
        return services;
    }

    private List<CallWatcher> watchers(CallingRules rules) {
        List<CallWatcher> watchers = new ArrayList<>(callbacks.side().watchers());
        watchers.add(rules);
        watchers.add(new Alarm());
        return watchers;
    }

    private static Optional<PhoneNumber> e164(WrittenNumber written) {
        return PhoneNumber.maybe(written.text());
    }

    private void command(LegCommand command) {
        if (!fate.isDead()) {
            world.callbacks.command(command);
        }
    }

    private void consume() {
        journal.consume(callbacks.consumer(), weather.prompt());
        journal.consume(world.facts, weather.prompt());
        journal.consume(world.statistics.consumer(world.loop), weather.prompt());
        journal.consume(
                PointsInWorld.over(
                        world.club.accounts,
                        world.club.members,
                        weather.prompt(),
                        write(journal::appendAndWait),
                        WorldClub.RULES,
                        WorldClub.ZONE),
                weather.prompt());
        journal.consume(
                WebhooksInWorld.over(WorldReceiver.SETTINGS, deliveries.deliveries()),
                weather.prompt());
    }

    private SteppedDeliveries sending() {
        return new SteppedDeliveries(
                WEBHOOKS, NODE, world.receiver, world.outbox, loop, weather.prompt(), world.random);
    }

    /** What a dead process writes, nobody keeps. */
    private Journal write(Journal to) {
        return entry -> {
            if (!fate.step()) {
                return new CompletableFuture<>();
            }
            world.facts.written(entry);
            world.callbacks.written(entry);
            CompletionStage<JournalEntry> stage = to.appendDurably(entry);
            stage.thenAccept(kept -> {
                if (!fate.isDead()) {
                    world.facts.durable(kept);
                }
            });
            return stage;
        };
    }

    private EngineFactory engine() {
        return EmbeddedEngine.factory(
                new EngineSettings(
                        World.HOST,
                        "zarang",
                        List.of(DigestAlgorithm.MD5),
                        "Zarang",
                        World.CALLERS * 6,
                        RegistrarSettings.defaults(),
                        new AdmissionSettings(
                                false,
                                5,
                                World.CALLERS,
                                World.CALLERS,
                                new BanSettings(false, Duration.ofMinutes(10), Duration.ofDays(1))),
                        CallerDisplay.NAME,
                        Duration.ofMinutes(30)),
                new EmbeddedEngine.Parts(
                        loop,
                        new MortalNetwork(world.net.node(World.HOST, 5060), fate, world.asked),
                        media::open,
                        world.random,
                        new SecretKeySpec(new byte[32], "HmacSHA256")),
                new EmbeddedEngine.Peers(
                        List.of(new ListenAddress(Protocol.UDP, World.HOST, 5060)),
                        trunks(),
                        SipLookup.NONE,
                        user -> Optional.of(World.secret(user)),
                        new PhonesInMemory(
                                world.phones, loop, weather.inOrder(), phonesBack::found),
                        BanStore.NONE));
    }

    private static List<Trunk> trunks() {
        List<Trunk> trunks = new ArrayList<>(WorldCarriers.trunks());
        trunks.add(Trunk.into("lab", List.of(AddressPrefix.parse("10.0.1.0/24")), true));
        return trunks;
    }

    /** None, if the process died before it had one. */
    private Optional<SteppedRecordings> recorder(WorldRecordings all) {
        try {
            return Optional.of(all.begin(loop, fate::step, write(journal)));
        } catch (IOException died) {
            assertThat(fate.isDead()).as("%s", died).isTrue();
            return Optional.empty();
        }
    }

    /** Its beat goes on for as long as the process lives. */
    private Places places() {
        return world.callersPlaces.over(
                PlacesInMemory.kept(
                        beat, world.places, NODE, world.nextRun(), weather.inOrder(), PLACE_KEPT));
    }

    /**
     * Nothing in a call's own code may fail, and no leg be without a call: kept, since a watcher
     * that throws is not heard.
     */
    private final class Alarm implements CallWatcher {
        @Override
        public void leg(CallId call, LegEvent event) {}

        @Override
        public void fact(JournalEntry entry) {}

        @Override
        public void ended(CallId call, CallTermination termination) {}

        @Override
        public void answeredUnsecured(CallId call, String reason) {
            unsecured++;
        }

        @Override
        public void refused(LegEvent.Arrived arrival, Cause cause) {}

        @Override
        public void stray(LegEvent event) {
            fault(new AssertionError("stray " + event));
        }

        @Override
        public void broken(CallId call, Throwable failure) {
            fault(new AssertionError("broken " + call, failure));
        }

        private void fault(AssertionError fault) {
            if (!fate.isDead()) {
                faults.add(fault);
            }
        }
    }

    /** Calls that were answered although the intent was not known to be on disk. */
    int unsecured() {
        return unsecured;
    }

    /**
     * At rest no caller waits while an agent who could take it is free, and nobody hears nothing.
     */
    void assertNobodyWaitsForNothing() {
        if (fate.isDead()) {
            return;
        }
        if (!faults.isEmpty()) {
            throw faults.getFirst();
        }
        FloorView floor = wiring.floor().view();
        int unserved =
                floor.queues().stream().mapToInt(queue -> queue.waiting() - queue.ringing()).sum();
        long free =
                floor.agents().stream()
                        .filter(agent -> agent.state() instanceof AgentState.Available)
                        .count();
        assertThat(Math.min(unserved, free)).as("%s wait and %s are free", unserved, free).isZero();
        phonesBack.assertAtWork(floor.agents());
        world.callbacks.assertNobodyIsForgotten(wiring.floor(), bornNanos);
        assertNobodyHearsNothing();
    }

    /** A supervisor at a desk gives a caller back, or takes it over. */
    void supervises() {
        List<CallSnapshot> calls = wiring.calls().all();
        if (fate.isDead() || calls.isEmpty()) {
            return;
        }
        CallId call = calls.get(world.random.nextInt(calls.size())).id();
        AgentId supervisor = new AgentId(WorldAgents.name(0));
        SupervisionWish wish =
                switch (world.random.nextInt(8)) {
                    case 0, 1 -> SupervisionWish.requeue(DESK);
                    case 2, 3 -> SupervisionWish.ring(supervisor, SupervisionMode.LISTEN, DESK);
                    default -> SupervisionWish.takeOver(Optional.empty(), DESK);
                };
        wiring.calls().ask(call, wish);
    }

    /** Phones that were there when it began. */
    int phonesBack() {
        return phonesBack.count();
    }

    private void assertNobodyHearsNothing() {
        connected.keySet().retainAll(media.open());
        for (FakeMedia.Session session : media.open()) {
            boolean isConnected = session.told().stream().anyMatch(t -> t.startsWith("connect"));
            if (isConnected) {
                long since = connected.computeIfAbsent(session, s -> loop.nanos());
                boolean hears =
                        session.told().stream()
                                .anyMatch(t -> t.startsWith("play") || t.startsWith("join"));
                assertThat(hears || loop.nanos() - since < SILENCE_MAX.toNanos())
                        .as("a leg heard nothing but silence: %s", session.told())
                        .isTrue();
            }
        }
    }

    /** No outage any more, and no death. */
    void calm() {
        fate.spare();
        weather.clear();
    }

    int calls() {
        return wiring.snapshot().calls();
    }

    boolean isTold() {
        return journal.isIdle() && world.outbox.pending(WorldReceiver.SETTINGS.id()) == 0;
    }

    /** Nothing of a call is left. */
    void assertNothingIsLeft() {
        assertThat(wiring.snapshot().calls()).as("calls").isZero();
        assertThat(wiring.snapshot().legs()).as("legs").isZero();
        assertThat(wiring.snapshot().parked()).as("parked").isZero();
        assertThat(wiring.floor().view().agents())
                .as("agents that are still busy")
                .noneMatch(agent -> agent.state() instanceof AgentState.Engaged)
                .noneMatch(agent -> agent.state() instanceof AgentState.OnCall);
        assertThat(media.open()).as("media").isEmpty();
        recordings.ifPresent(all -> assertThat(all.open()).as("recordings").isZero());
        assertThat(journal.figures().lost()).as("entries lost").isZero();
        assertThat(journal.figures().aside()).as("entries set aside").isZero();
    }

    /** Ends in order. */
    void close() {
        wiring.close();
        callbacks.close();
        beat.end();
        journal.close();
        deliveries.close();
        recordings.ifPresent(WorldProcess::close);
    }

    private static void close(SteppedRecordings all) {
        try {
            all.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is left of a dead one goes. */
    void bury() {
        loop.end();
        beat.end();
        journal.die();
        recordings.ifPresent(all -> all.die(world.random));
    }
}
