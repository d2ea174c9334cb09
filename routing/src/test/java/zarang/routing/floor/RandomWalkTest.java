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
import zarang.call.fact.Subject;
import zarang.call.journal.JournalEntry;
import zarang.call.loop.VirtualLoop;
import zarang.call.queue.OfferId;
import zarang.call.queue.QueueCommand.LeaveReason;
import zarang.call.queue.QueueCommand.OfferFailure;
import zarang.call.queue.QueueEvent;
import zarang.routing.agent.Abilities;
import zarang.routing.agent.AgentRequest;
import zarang.routing.agent.AgentSettings;
import zarang.routing.agent.AgentWish;
import zarang.routing.agent.PauseReason;
import zarang.routing.agent.RestSettings;
import zarang.routing.dispatch.FloorSettings;
import zarang.routing.dispatch.LineRequest;
import zarang.routing.queue.Distribution;
import zarang.routing.queue.Intake;
import zarang.routing.queue.QueueSettings;
import zarang.routing.queue.SkillNeeds;
import zarang.routing.queue.Strategy;
import zarang.routing.queue.TierOffsets;
import zarang.routing.queue.WhenClosed;
import zarang.routing.reserve.InMemoryReservations;
import zarang.routing.reserve.Lease;
import zarang.routing.reserve.LeaseSettings;
import zarang.routing.reserve.Reservations;

/**
 * Thousands of random steps over a floor whose store fails in every way and is shared with a node
 * that takes agents away. The floor checks its own invariant after every step (assertions are on).
 */
final class RandomWalkTest {
    private static final int STEPS = 4_500;
    private static final int AGENTS = 12;
    private static final int CALLS_MAX = 60;
    private static final List<QueueName> QUEUES =
            List.of(new QueueName("sales"), new QueueName("support"), new QueueName("club"));
    private static final List<Tier> TIERS = List.of(Tier.GOLD, Tier.SILVER, Tier.BRONZE);

    private final VirtualLoop loop = new VirtualLoop();
    private final Map<CallId, WalkingCall> calls = new LinkedHashMap<>();
    private int offers;
    private int atOnce;
    private int nextCall;

    private static FloorSettings settings(RandomGenerator random, Strategy strategy) {
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
                                        Duration.ofSeconds(5),
                                        new Distribution(strategy, needs(random, strategy))))
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
                                                : Optional.empty(),
                                        abilities(n)))
                        .toList();
        return new FloorSettings(queues, agents, TierOffsets.defaults(), RestSettings.defaults());
    }

    /** Longest idle for all; the others with skills, so that callers wait beside idle agents. */
    private static SkillNeeds needs(RandomGenerator random, Strategy strategy) {
        return strategy == Strategy.LONGEST_IDLE
                ? SkillNeeds.NONE
                : new SkillNeeds(
                        Map.of("english", 1 + random.nextInt(5), "refunds", 1 + random.nextInt(3)),
                        List.of(Duration.ofSeconds(10), Duration.ofSeconds(40)));
    }

    private static Abilities abilities(int agent) {
        return new Abilities(
                agent % 4 == 0
                        ? Map.of()
                        : Map.of("english", 1 + agent % 5, "refunds", 1 + agent % 3),
                1 + agent,
                agent % 3 == 0);
    }

    private static AgentId agent(int number) {
        return new AgentId("20" + (10 + number));
    }

    static Stream<Arguments> walks() {
        return Stream.of(
                Arguments.of(Strategy.LONGEST_IDLE, 1),
                Arguments.of(Strategy.LONGEST_IDLE, 2),
                Arguments.of(Strategy.LONGEST_IDLE, 3),
                Arguments.of(Strategy.LEAST_OCCUPIED, 4),
                Arguments.of(Strategy.FEWEST_CALLS, 5),
                Arguments.of(Strategy.ROUND_ROBIN, 6),
                Arguments.of(Strategy.TOP_DOWN, 7),
                Arguments.of(Strategy.WEIGHTED, 8),
                Arguments.of(Strategy.RANDOM, 9),
                Arguments.of(Strategy.BEST_SKILL, 10),
                Arguments.of(Strategy.RING_ALL, 11),
                Arguments.of(Strategy.RING_ALL, 12),
                Arguments.of(Strategy.RING_ALL, 13),
                Arguments.of(Strategy.RING_ALL, 14),
                Arguments.of(Strategy.RING_ALL, 15));
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("walks")
    void theFloorAddsUpAfterEveryStepAndComesToRest(Strategy strategy, long seed) {
        Random random = new Random(seed);
        List<JournalEntry> written = new ArrayList<>();
        InMemoryReservations.Store store = new InMemoryReservations.Store();
        FlakyReservations flaky =
                new FlakyReservations(new InMemoryReservations(store, "n1"), random, loop);
        Reservations foreign = new InMemoryReservations(store, "n2");
        Floor floor =
                new Floor(
                        loop,
                        settings(random, strategy),
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
        assertThat(offers).as("offers in the walk, seed %s", seed).isGreaterThan(80);
        if (strategy == Strategy.RING_ALL) {
            assertThat(atOnce).as("phones at once, seed %s", seed).isGreaterThan(2);
        } else {
            assertThat(atOnce).as("phones at once, seed %s", seed).isOne();
        }
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
            atOnce = Math.max(atOnce, call.atOnce());
        }
    }

    private void step(RandomGenerator random, Floor floor, Reservations foreign) {
        AgentId agent = agent(random.nextInt(AGENTS));
        switch (random.nextInt(18)) {
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
            case 10 -> pick(random).ifPresent(call -> supervise(random, floor, call));
            case 11 -> {
                if (random.nextInt(10) == 0) {
                    setDoor(random, floor);
                }
            }
            default -> pick(random).ifPresent(call -> act(random, call));
        }
    }

    /** Somebody moves or reprioritises a caller, wherever it is by now. */
    private static void supervise(RandomGenerator random, Floor floor, WalkingCall call) {
        QueueName seenIn = QUEUES.get(random.nextInt(3));
        LineRequest.Wish wish =
                random.nextBoolean()
                        ? new LineRequest.Wish.MoveTo(QUEUES.get(random.nextInt(3)))
                        : new LineRequest.Wish.Reprioritise(
                                Optional.of(TIERS.get(random.nextInt(3))),
                                Optional.of(Duration.ofMinutes(random.nextInt(9))));
        var _ = floor.ask(new LineRequest(Subject.of(call.id()), seenIn, wish, "walk"));
    }

    /** A queue is closed or opened, and hands on whom it sends away, or does not. */
    private static void setDoor(RandomGenerator random, Floor floor) {
        FloorSettings now = floor.settings();
        int door = random.nextInt(3);
        Intake intake =
                new Intake(
                        random.nextInt(4) > 0,
                        random.nextBoolean() ? WhenClosed.STAY : WhenClosed.LEAVE,
                        door < 2 && random.nextBoolean()
                                ? Optional.of(QUEUES.get(door + 1))
                                : Optional.empty(),
                        Set.copyOf(Intake.RULES));
        List<QueueSettings> queues = new ArrayList<>(now.queues());
        queues.set(door, queues.get(door).with(intake));
        assertThat(floor.change(new FloorSettings(queues, now.agents(), now.offsets(), now.rest())))
                .isEmpty();
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
