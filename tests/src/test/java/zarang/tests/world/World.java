package zarang.tests.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.CallTermination;
import zarang.call.Cause;
import zarang.call.QueueName;
import zarang.call.actor.CallWatcher;
import zarang.call.actor.ExchangeSettings;
import zarang.call.engine.EngineFactory;
import zarang.call.engine.LegEvent;
import zarang.call.journal.JournalEntry;
import zarang.call.loop.VirtualLoop;
import zarang.call.queue.OfferId;
import zarang.call.queue.Places;
import zarang.call.recording.RecordingSink;
import zarang.ivr.catalogue.FlowCatalogue;
import zarang.ivr.load.FlowLoader;
import zarang.routing.agent.AgentSettings;
import zarang.routing.agent.AgentState;
import zarang.routing.agent.RestSettings;
import zarang.routing.dispatch.FloorSettings;
import zarang.routing.dispatch.FloorView;
import zarang.routing.queue.QueueSettings;
import zarang.routing.queue.TierOffsets;
import zarang.routing.reserve.InMemoryReservations;
import zarang.routing.reserve.Lease;
import zarang.routing.reserve.LeaseSettings;
import zarang.server.serve.Wiring;
import zarang.sip.auth.DigestAlgorithm;
import zarang.sip.engine.AdmissionSettings;
import zarang.sip.engine.EmbeddedEngine;
import zarang.sip.engine.EngineSettings;
import zarang.sip.engine.PhoneStore;
import zarang.sip.phone.AnswerPolicy;
import zarang.sip.registrar.RegistrarSettings;
import zarang.sip.testkit.FakeMedia;
import zarang.sip.testkit.MemoryNet;
import zarang.sip.transaction.Protocol;
import zarang.sip.transport.ListenAddress;
import zarang.sip.trunk.Prefix;
import zarang.sip.trunk.Trunk;

/**
 * Callers' and agents' phones, the engine, the exchange with the shipped script, the floor, a club
 * and a journal, wired as the server wires them, on a network that loses, doubles, delays and
 * reorders datagrams. One clock, one seed.
 */
final class World {
    static final String HOST = "10.0.0.1";
    static final String NUMBER = "1000";

    private static final QueueName SALES = new QueueName("sales");
    private static final Duration AFTER_WRAP_UP = Duration.ofSeconds(6);
    private static final int CALLERS = 6;
    private static final int AGENTS = 3;
    private static final int LOSS_MAX_PERCENT = 12;
    private static final Path SCRIPT = Path.of("..", "ivr-scripts", "scripts", "hotline.yaml");
    private static final FlowLoader FLOWS = new FlowLoader();

    final VirtualLoop loop = new VirtualLoop();
    final Random random;
    final MemoryNet net;
    final WorldJournal journal;
    private final FakeMedia media = new FakeMedia(HOST, 20_000, loop);
    private final InMemoryReservations.Store leases = new InMemoryReservations.Store();
    private final List<WorldPhone> callers;
    private final List<WorldPhone> agents;
    private final Wiring wiring;
    private final List<AssertionError> faults = new ArrayList<>();

    World(long seed) {
        random = new Random(seed);
        net = new MemoryNet(loop, random, random.nextInt(LOSS_MAX_PERCENT));
        journal = new WorldJournal(loop, random);
        wiring =
                new Wiring(
                        loop,
                        new Wiring.Rules(
                                new ExchangeSettings(CALLERS, Duration.ofHours(1)),
                                floor(),
                                LeaseSettings.defaults(),
                                "n1"),
                        new Wiring.Parts(
                                engine(),
                                new InMemoryReservations(leases, "n1"),
                                scripts(),
                                new WorldClub(loop, random),
                                (id, talk) -> RecordingSink.NOWHERE,
                                journal,
                                Places.NONE),
                        List.of(new Alarm()),
                        random);
        var _ = wiring.engine().start();
        loop.settle();
        callers =
                IntStream.range(0, CALLERS)
                        .mapToObj(i ->
                                new WorldPhone(
                                        this,
                                        "10.0.1." + (i + 1),
                                        "+9891200000" + i,
                                        new AnswerPolicy.LetRing()))
                        .toList();
        agents =
                IntStream.range(0, AGENTS)
                        .mapToObj(
                                i -> new WorldPhone(this, "10.0.2." + (i + 1), "200" + i, manner()))
                        .toList();
    }

    static String secret(String user) {
        return "pw-" + user;
    }

    private EngineFactory engine() {
        return EmbeddedEngine.factory(
                new EngineSettings(
                        HOST,
                        "zarang",
                        List.of(DigestAlgorithm.MD5),
                        "Zarang",
                        CALLERS * 6,
                        RegistrarSettings.defaults(),
                        new AdmissionSettings(false, 5, CALLERS, CALLERS)),
                new EmbeddedEngine.Parts(loop, net.node(HOST, 5060), media::open, random),
                new EmbeddedEngine.Peers(
                        List.of(new ListenAddress(Protocol.UDP, HOST, 5060)),
                        List.of(new Trunk("lab", List.of(Prefix.parse("10.0.1.0/24")), true)),
                        user -> Optional.of(secret(user)),
                        PhoneStore.NONE));
    }

    private static FloorSettings floor() {
        List<AgentSettings> agents = new ArrayList<>();
        for (int i = 0; i < AGENTS; i++) {
            agents.add(agent(i));
        }
        return new FloorSettings(
                List.of(QueueSettings.defaults(SALES)),
                agents,
                TierOffsets.defaults(),
                RestSettings.defaults());
    }

    private static AgentSettings agent(int number) {
        return new AgentSettings(new AgentId("200" + number), "", List.of(SALES), Optional.empty());
    }

    private static FlowCatalogue scripts() {
        FlowCatalogue catalogue = new FlowCatalogue(Map.of(NUMBER, "hotline"), dialled -> dialled);
        if (FLOWS.load(SCRIPT) instanceof FlowLoader.Result.Loaded(var read)) {
            catalogue.publish(read.flow().orElseThrow(), 1);
            return catalogue;
        }
        throw new AssertionError("the shipped script cannot be read");
    }

    private AnswerPolicy manner() {
        return switch (random.nextInt(6)) {
            case 0 -> new AnswerPolicy.LetRing();
            case 1 -> new AnswerPolicy.Refuse(List.of(480, 486, 603).get(random.nextInt(3)));
            default -> new AnswerPolicy.After(Duration.ofMillis(random.nextInt(6_000)));
        };
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
        public void answeredUnsecured(CallId call, String reason) {}

        @Override
        public void refused(LegEvent.Arrived arrival, Cause cause) {}

        @Override
        public void stray(LegEvent event) {
            faults.add(new AssertionError("stray " + event));
        }

        @Override
        public void broken(CallId call, Throwable failure) {
            faults.add(new AssertionError("broken " + call, failure));
        }
    }

    /** Somebody does something; then time passes. */
    void step() {
        WorldPhone caller = callers.get(random.nextInt(CALLERS));
        WorldPhone agent = agents.get(random.nextInt(AGENTS));
        switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> caller.callHotline();
            case 4 -> caller.sip.hangUp();
            case 5, 6 -> caller.sip.pressByInfo("12#".charAt(random.nextInt(3)));
            case 7 -> agent.sip.hangUp();
            case 8 -> agent.sip.answer();
            case 9 -> agent.sip.unregister();
            default -> agent.sip.register();
        }
        loop.advance(Duration.ofMillis(random.nextInt(8_000)));
        assertNobodyWaitsForNothing();
    }

    /** At rest no caller waits while an agent who could take it is free. */
    private void assertNobodyWaitsForNothing() {
        loop.settle();
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
    }

    /** Everybody hangs up and goes home; then nothing is left and all is told. */
    void end() {
        callers.forEach(caller -> caller.sip.hangUp());
        agents.forEach(agent -> {
            agent.sip.hangUp();
            agent.sip.unregister();
        });
        assertLeasesAreGivenBack();
        loop.advance(Duration.ofMinutes(10));
        assertNobodyWaitsForNothing();
        assertThat(wiring.snapshot().calls()).as("calls").isZero();
        assertThat(wiring.snapshot().legs()).as("legs").isZero();
        assertThat(media.open()).as("media").isEmpty();
        assertThat(callers).as("callers' sessions").allMatch(phone -> phone.sip.sessions() == 0);
        assertThat(agents).as("agents' sessions").allMatch(phone -> phone.sip.sessions() == 0);
        journal.assertWhole();
        wiring.close();
        loop.advance(Duration.ofMinutes(1));
        assertThat(loop.pendingTimers()).as("timers").isZero();
    }

    /** Soon after the last call, before a lease that was forgotten would end by itself. */
    private void assertLeasesAreGivenBack() {
        for (int second = 0; second < 600 && wiring.snapshot().calls() > 0; second++) {
            loop.advance(Duration.ofSeconds(1));
        }
        loop.advance(AFTER_WRAP_UP);
        InMemoryReservations other = new InMemoryReservations(leases, "n2");
        for (int i = 0; i < AGENTS; i++) {
            assertThat(
                            other.reserve(
                                    new AgentId("200" + i),
                                    new OfferId("n2-1"),
                                    Duration.ofSeconds(1),
                                    loop.instant()))
                    .as("the lease of agent 200%s", i)
                    .isCompletedWithValueMatching(Lease.Held.class::isInstance);
        }
    }
}
