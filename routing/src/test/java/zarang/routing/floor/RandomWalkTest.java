package zarang.routing.floor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.journal.JournalEntry;
import zarang.call.loop.VirtualLoop;
import zarang.call.queue.OfferId;
import zarang.call.queue.QueueCommand.LeaveReason;
import zarang.call.queue.QueueCommand.OfferFailure;
import zarang.call.queue.QueueEvent;
import zarang.routing.agent.AgentRequest;
import zarang.routing.agent.AgentSettings;
import zarang.routing.agent.AgentWish;
import zarang.routing.agent.PauseReason;
import zarang.routing.agent.RestSettings;
import zarang.routing.dispatch.FloorSettings;
import zarang.routing.dispatch.Selection;
import zarang.routing.queue.QueueSettings;
import zarang.routing.queue.TierOffsets;
import zarang.routing.reserve.InMemoryReservations;
import zarang.routing.reserve.Lease;
import zarang.routing.reserve.LeaseSettings;
import zarang.routing.reserve.Reservations;

/**
 * Thousands of random steps over a floor whose store fails in every way and is shared with a node
 * that takes agents away. The floor checks its own invariant after every step (assertions are on).
 */
final class RandomWalkTest {
    private static final int STEPS = 3_000;
    private static final int AGENTS = 12;
    private static final int CALLS_MAX = 60;
    private static final List<QueueName> QUEUES =
            List.of(new QueueName("sales"), new QueueName("support"), new QueueName("club"));
    private static final List<Tier> TIERS = List.of(Tier.GOLD, Tier.SILVER, Tier.BRONZE);

    private final VirtualLoop loop = new VirtualLoop();
    private final Map<CallId, WalkingCall> calls = new LinkedHashMap<>();
    private int offers;
    private int nextCall;

    private static FloorSettings settings(RandomGenerator random, Selection selection) {
        List<QueueSettings> queues =
                QUEUES.stream()
                        .map(name ->
                                new QueueSettings(
                                        name,
                                        Duration.ofSeconds(20),
                                        Duration.ofSeconds(random.nextInt(10)),
                                        Duration.ofSeconds(60 + random.nextInt(600)),
                                        5 + random.nextInt(20),
                                        Duration.ofSeconds(60 + random.nextInt(600)),
                                        random.nextBoolean(),
                                        Duration.ofSeconds(20),
                                        Duration.ofSeconds(5)))
                        .toList();
        List<AgentSettings> agents =
                IntStream.range(0, AGENTS)
                        .mapToObj(n ->
                                new AgentSettings(
                                        agent(n),
                                        "",
                                        QUEUES.subList(n % 3, Math.min(3, n % 3 + 1 + n % 2)),
                                        n % 5 == 0
                                                ? Optional.of("sip:a@127.0.0.1")
                                                : Optional.empty()))
                        .toList();
        return new FloorSettings(
                queues,
                agents,
                TierOffsets.defaults(),
                RestSettings.defaults(),
                Duration.ofHours(25),
                selection,
                List.of());
    }

    private static AgentId agent(int number) {
        return new AgentId("20" + (10 + number));
    }

    static Stream<Arguments> walks() {
        Selection skills = new Skills(agent -> skillsOf(agent), entry -> entry.tier().name());
        return Stream.of(
                Arguments.of(Selection.LONGEST_IDLE, 1),
                Arguments.of(Selection.LONGEST_IDLE, 2),
                Arguments.of(Selection.LONGEST_IDLE, 3),
                Arguments.of(Selection.LONGEST_IDLE, 4),
                Arguments.of(skills, 1),
                Arguments.of(skills, 2),
                Arguments.of(new Contrary(), 1),
                Arguments.of(new Contrary(), 2));
    }

    /** One or two tiers each, so that a caller often waits beside agents who cannot take it. */
    private static Set<String> skillsOf(AgentId agent) {
        int number = Integer.parseInt(agent.value());
        return number % 5 == 0
                ? Set.of(TIERS.get(number % 3).name(), TIERS.get((number + 1) % 3).name())
                : Set.of(TIERS.get(number % 3).name());
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("walks")
    void theFloorAddsUpAfterEveryStepAndComesToRest(Selection selection, long seed) {
        Random random = new Random(seed);
        List<JournalEntry> written = new ArrayList<>();
        InMemoryReservations.Store store = new InMemoryReservations.Store();
        FlakyReservations flaky =
                new FlakyReservations(new InMemoryReservations(store, "n1"), random, loop);
        Reservations foreign = new InMemoryReservations(store, "n2");
        Floor floor =
                new Floor(
                        loop,
                        settings(random, selection),
                        LeaseSettings.defaults(),
                        flaky,
                        "n1",
                        TestFloor.keeping(written),
                        this::hear);
        for (int step = 0; step < STEPS; step++) {
            step(random, floor, foreign);
            if (random.nextInt(4) != 0) {
                loop.settle();
            }
        }
        assertThat(written).extracting(JournalEntry::id).doesNotHaveDuplicates();
        assertThat(offers).as("offers in the walk, seed %s", seed).isGreaterThan(200);
        windUp(floor, flaky);
        everyAgentIsFreeForTheOtherNode(foreign);
    }

    private void hear(QueueEvent event) {
        if (event instanceof QueueEvent.Offered offered) {
            offers++;
            assertThat(calls.values())
                    .as("agent %s is offered twice", offered.agent())
                    .noneMatch(call -> call.has(offered.agent()));
        }
        WalkingCall call = event.subject().call().map(calls::get).orElse(null);
        if (call != null) {
            call.hear(event);
        }
    }

    private void step(RandomGenerator random, Floor floor, Reservations foreign) {
        AgentId agent = agent(random.nextInt(AGENTS));
        switch (random.nextInt(16)) {
            case 0, 1, 2 -> newCall(random, floor);
            case 3 -> floor.agentUnreachable(agent);
            case 4, 5 -> floor.agentReachable(agent);
            case 6 -> floor.ask(new AgentRequest(agent, wish(random), AgentRequest.SELF));
            case 7 -> {
                var _ =
                        foreign.reserve(
                                agent,
                                new OfferId("n2-" + random.nextLong()),
                                Duration.ofSeconds(random.nextInt(40)),
                                loop.instant());
            }
            case 8, 9 -> loop.advance(Duration.ofMillis(random.nextInt(10_000)));
            default -> pick(random).ifPresent(call -> act(random, call));
        }
    }

    private static AgentWish wish(RandomGenerator random) {
        return switch (random.nextInt(6)) {
            case 0 -> new AgentWish.Pause(PauseReason.DEFAULTS.get(random.nextInt(2)));
            case 1 -> new AgentWish.LogOut();
            case 2 -> new AgentWish.MoreWrapUp(Duration.ofSeconds(random.nextInt(3_000)));
            default -> new AgentWish.Ready();
        };
    }

    private void newCall(RandomGenerator random, Floor floor) {
        if (calls.size() < CALLS_MAX) {
            Instant since = loop.instant().minusMillis(random.nextInt(120_000));
            CallId id = TestFloor.call(++nextCall);
            Tier tier = TIERS.get(random.nextInt(3));
            WalkingCall call = new WalkingCall(id, tier, since, floor);
            calls.put(id, call);
            call.join(QUEUES.get(random.nextInt(3)));
        }
    }

    private Optional<WalkingCall> pick(RandomGenerator random) {
        List<WalkingCall> all = new ArrayList<>(calls.values());
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
    }

    private void act(RandomGenerator random, WalkingCall call) {
        int dice = random.nextInt(12);
        if (call.isRinging() && dice < 5) {
            call.answer();
        } else if (call.isRinging() && dice < 8) {
            OfferFailure[] failures = OfferFailure.values();
            call.fail(failures[random.nextInt(failures.length)]);
        } else if (call.isNew() || (dice == 8 && !call.isTalking())) {
            call.join(QUEUES.get(random.nextInt(3)));
        } else if (call.isTalking() || dice == 9) {
            LeaveReason[] reasons = LeaveReason.values();
            call.leave(reasons[random.nextInt(reasons.length)]);
            if (random.nextBoolean()) {
                calls.remove(call.id());
            }
        }
    }

    private void windUp(Floor floor, FlakyReservations flaky) {
        flaky.heal();
        loop.settle();
        calls.values().forEach(call -> call.leave(LeaveReason.ABANDONED));
        loop.advance(Duration.ofHours(1));
        assertThat(floor.view().queues()).allMatch(queue -> queue.waiting() == 0);
        assertThat(floor.view().agents()).allMatch(agent -> agent.state().lease().isEmpty());
        assertThat(loop.pendingTimers()).as("timers left over").isZero();
    }

    private void everyAgentIsFreeForTheOtherNode(Reservations foreign) {
        for (int n = 0; n < AGENTS; n++) {
            assertThat(
                            foreign.reserve(
                                            agent(n),
                                            new OfferId("last"),
                                            Duration.ofSeconds(1),
                                            loop.instant())
                                    .toCompletableFuture()
                                    .join())
                    .isInstanceOf(Lease.Held.class);
        }
    }
}
