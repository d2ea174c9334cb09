package zarang.routing.owner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import zarang.call.AgentId;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.fact.Subject;
import zarang.call.queue.QueueCommand.OfferFailure;
import zarang.routing.agent.AgentSettings;
import zarang.routing.agent.AgentState;
import zarang.routing.agent.RestSettings;
import zarang.routing.dispatch.FloorSettings;
import zarang.routing.dispatch.FloorView.AgentView;
import zarang.routing.dispatch.LineRequest;
import zarang.routing.dispatch.LineResult;
import zarang.routing.owner.TestNode.Caller;
import zarang.routing.owner.TestNode.Phase;
import zarang.routing.queue.Distribution;
import zarang.routing.queue.QueueSettings;
import zarang.routing.queue.SkillNeeds;
import zarang.routing.queue.Strategy;
import zarang.routing.queue.TierOffsets;

/**
 * Two and three processes share a floor for some minutes in which letters are late, lost and
 * doubled, owners die, drain and come back, and Redis is away. Each floor checks its own invariant
 * after every step.
 */
final class SharedFloorWalkTest {
    private static final int STEPS = 6_000;
    private static final int AGENTS = 6;
    private static final int CALLS_MAX = 25;
    private static final QueueName SALES = new QueueName("sales");
    private static final QueueName CLUB = new QueueName("club");
    private static final List<Tier> TIERS = List.of(Tier.GOLD, Tier.SILVER, Tier.BRONZE);

    /** What a death may cost, and what follows from it. */
    private static final Duration HANDOVER = Duration.ofSeconds(5);

    /** So long after a fault the order and who has an agent are not looked at. */
    private static final Duration CALM = Duration.ofSeconds(8);

    /** Two may have an agent, or stand the wrong way round, while a letter is on its way. */
    private static final Duration ON_ITS_WAY = Duration.ofMillis(200);

    private Random random = new Random(0);
    private TestNode.Shared shared = new TestNode.Shared(random);
    private final Map<String, TestNode> nodes = new HashMap<>();
    private final Map<AgentId, Long> twiceSince = new HashMap<>();
    private final List<Caller> rung = new ArrayList<>();
    private long besideSince = -1;
    private int lastCall;
    private int lastRun;
    private int offers;
    private int calmOffers;
    private int hands;
    private int atOnce;

    private static FloorSettings settings() {
        List<AgentSettings> agents =
                IntStream.range(0, AGENTS)
                        .mapToObj(n ->
                                new AgentSettings(
                                        agent(n),
                                        "",
                                        n % 3 == 0
                                                ? List.of(SALES, CLUB)
                                                : List.of(n % 3 == 1 ? SALES : CLUB),
                                        Optional.of("sip:a@127.0.0.1")))
                        .toList();
        return new FloorSettings(
                List.of(queue(SALES, Strategy.LONGEST_IDLE), queue(CLUB, Strategy.RING_ALL)),
                agents,
                TierOffsets.defaults(),
                RestSettings.defaults());
    }

    private static QueueSettings queue(QueueName name, Strategy strategy) {
        return new QueueSettings(
                name,
                Duration.ofSeconds(20),
                Duration.ofSeconds(1),
                Duration.ofHours(2),
                200,
                Duration.ofHours(2),
                true,
                Duration.ofSeconds(20),
                Duration.ofSeconds(5),
                new Distribution(strategy, SkillNeeds.NONE));
    }

    private static AgentId agent(int number) {
        return new AgentId("20" + (10 + number));
    }

    /** Another hundred: {@code -Dzarang.walk.from=100 -Dzarang.walk.seeds=100}. */
    static Stream<Arguments> walks() {
        int from = Integer.getInteger("zarang.walk.from", 1);
        return IntStream.range(from, from + Integer.getInteger("zarang.walk.seeds", 8))
                .mapToObj(seed -> Arguments.of(seed % 4 == 0 ? 1 : 2 + seed % 2, seed));
    }

    @ParameterizedTest(name = "{0} processes, seed {1}")
    @MethodSource("walks")
    void nobodyIsLostAndNoAgentIsOfferedTwice(int processes, long seed) {
        random = new Random(seed);
        shared = new TestNode.Shared(random);
        for (int n = 0; n < processes; n++) {
            start("n" + n);
        }
        for (int step = 0; step < STEPS; step++) {
            act();
            shared.loop.advance(Duration.ofMillis(random.nextInt(100)));
            look(seed);
        }
        assertThat(offers).as("offers in the walk, seed %s", seed).isGreaterThan(80);
        assertThat(calmOffers).as("whose order was looked at, seed %s", seed).isGreaterThan(15);
        assertThat(atOnce).as("phones at once, seed %s", seed).isGreaterThan(1);
        assertThat(hands).as("moved or reprioritised, seed %s", seed).isGreaterThan(3);
        windUp(seed);
    }

    private void start(String name) {
        nodes.put(name, new TestNode(shared, name, ++lastRun, settings()));
    }

    private void act() {
        int dice = random.nextInt(1_000);
        TestNode node = any(List.copyOf(nodes.values()));
        if (dice < 100) {
            call(node);
        } else if (dice < 101) {
            kill(node);
        } else if (dice < 102) {
            drain(node);
        } else if (dice < 103) {
            shared.weather.away = !shared.weather.away;
            disturb();
        } else if (dice < 130) {
            shared.weather.away = false;
        } else if (dice < 131) {
            node.setCutOff(true);
            disturb();
        } else if (dice < 150) {
            node.setCutOff(false);
        } else if (dice < 154) {
            shared.weather.lostOfThousand = random.nextInt(4) == 0 ? 10 : 0;
            shared.weather.doubledOfThousand = random.nextInt(2) * 50;
        } else if (dice < 160) {
            supervise(node);
        } else {
            calls(node).ifPresent(this::act);
            nodes.values().forEach(each -> calls(each).ifPresent(this::act));
        }
    }

    /** Somebody moves or reprioritises a caller of any process, by way of this one. */
    private void supervise(TestNode node) {
        List<Caller> all = all();
        if (all.isEmpty()) {
            return;
        }
        Caller call = any(all);
        LineRequest.Wish wish =
                random.nextBoolean()
                        ? new LineRequest.Wish.MoveTo(random.nextBoolean() ? SALES : CLUB)
                        : new LineRequest.Wish.Reprioritise(
                                Optional.of(any(TIERS)),
                                Optional.of(Duration.ofMinutes(random.nextInt(3))));
        LineRequest request = new LineRequest(Subject.of(call.id), call.queue, wish, "walk");
        var _ =
                node.floorOfCalls
                        .ask(new OwnerQuestion.OfLine(call.queue, Optional.of(request)))
                        .whenComplete((line, failure) -> {
                            if (failure == null && line.result() == LineResult.DONE) {
                                hands++;
                            }
                        });
    }

    /** It hands over; some time later it is gone, and comes back. */
    private void drain(TestNode node) {
        node.floorOfCalls.giveUp();
        disturb(); // until another has taken it, each serves its own
        shared.loop.schedule(
                Duration.ofSeconds(20),
                () -> {
                    if (!node.isDead()) {
                        kill(node);
                    }
                });
    }

    private void disturb() {
        shared.weather.disturbedNanos = shared.loop.nanos();
    }

    private void kill(TestNode node) {
        String name = node.name().substring(0, 2);
        node.kill();
        disturb();
        nodes.remove(name);
        start(name);
    }

    private void call(TestNode node) {
        if (node.calls.size() < CALLS_MAX) {
            Instant since = shared.loop.instant().minusMillis(random.nextInt(60_000));
            node.call(++lastCall, random.nextBoolean() ? SALES : CLUB, any(TIERS), since);
        }
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private Optional<Caller> calls(TestNode node) {
        List<Caller> all = List.copyOf(node.calls.values());
        return all.isEmpty() ? Optional.empty() : Optional.of(any(all));
    }

    private void act(Caller call) {
        int dice = random.nextInt(20);
        switch (call.phase) {
            case RINGING -> {
                if (dice < 10) {
                    call.answer();
                } else if (dice < 13) {
                    call.fail(any(List.of(OfferFailure.values())));
                }
            }
            case TALKING -> {
                if (dice < 3) {
                    hangUp(call);
                }
            }
            case WAITING -> {
                if (dice == 0) {
                    hangUp(call);
                }
            }
            case GONE -> call.node().calls.remove(call.id);
        }
    }

    private static void hangUp(Caller call) {
        call.hangUp();
        call.node().calls.remove(call.id);
    }

    private List<Caller> all() {
        return nodes.values().stream().flatMap(node -> node.calls.values().stream()).toList();
    }

    private boolean isCalm() {
        return shared.loop.nanos() - shared.weather.disturbedNanos > CALM.toNanos()
                && nodes.values().stream().noneMatch(TestNode::isAlone);
    }

    private void look(long seed) {
        List<Caller> all = all();
        all.stream()
                .filter(call -> call.over != null)
                .forEach(call -> assertThat(call.over).as("lost, seed %s", seed).isNull());
        all.forEach(call -> atOnce = Math.max(atOnce, call.rings.size()));
        agents(all, seed);
        beside(all, seed);
        order(all, seed);
    }

    private void agents(List<Caller> all, long seed) {
        for (int n = 0; n < AGENTS; n++) {
            AgentId agent = agent(n);
            List<Caller> has = all.stream().filter(call -> call.has(agent)).toList();
            boolean twice = has.size() > 1 && has.stream().allMatch(this::isOfCalm);
            if (!twice) {
                twiceSince.remove(agent);
                continue;
            }
            long since = twiceSince.computeIfAbsent(agent, a -> shared.loop.nanos());
            assertThat(Duration.ofNanos(shared.loop.nanos() - since))
                    .as("agent %s has two callers, seed %s", agent, seed)
                    .isLessThan(ON_ITS_WAY);
        }
    }

    /** What was begun while there was no owner may last. */
    private boolean isOfCalm(Caller call) {
        return isCalm() && call.phaseNanos - shared.weather.disturbedNanos > CALM.toNanos();
    }

    /** An idle agent and one who waits for it, known to whoever decides or not. */
    private void beside(List<Caller> all, long seed) {
        boolean away = shared.weather.away || shared.weather.lostOfThousand > 0;
        boolean beside = !away && all.stream().anyMatch(this::couldBeServed);
        if (!beside) {
            besideSince = -1;
            return;
        }
        besideSince = besideSince < 0 ? shared.loop.nanos() : besideSince;
        assertThat(Duration.ofNanos(shared.loop.nanos() - besideSince))
                .as("an idle agent beside one who waits, seed %s", seed)
                .isLessThan(HANDOVER);
    }

    private boolean couldBeServed(Caller call) {
        TestNode decides =
                call.node().isAlone()
                        ? call.node()
                        : nodes.values().stream()
                                .filter(TestNode::owns)
                                .findFirst()
                                .orElse(call.node());
        return call.phase == Phase.WAITING
                && decides.floor.view().agents().stream()
                        .filter(agent -> agent.state() instanceof AgentState.Available)
                        .anyMatch(agent -> agent.queues().contains(call.queue));
    }

    /** Who is rung anew was first in its line, whoever has the others. */
    private void order(List<Caller> all, long seed) {
        // an offer that was made before may come later: it has a longer way
        List<Caller> ringing =
                all.stream()
                        .filter(call -> call.phase == Phase.RINGING)
                        .filter(call -> shared.loop.nanos() - call.phaseNanos > 60_000_000)
                        .toList();
        for (Caller call : ringing) {
            if (rung.contains(call)) {
                continue;
            }
            offers++;
            if (isCalm()) {
                calmOffers++;
                all.stream()
                        .filter(other ->
                                other.phase == Phase.WAITING && other.queue.equals(call.queue))
                        .filter(other ->
                                call.phaseNanos - other.phaseNanos
                                        > ON_ITS_WAY.multipliedBy(2).toNanos())
                        .forEach(other ->
                                assertThat(key(call))
                                        .as("%s before %s, seed %s", call.id, other.id, seed)
                                        .isBefore(key(other).plusMillis(50)));
            }
        }
        rung.clear();
        rung.addAll(ringing);
    }

    private static Instant key(Caller call) {
        return call.since.minus(TierOffsets.defaults().of(call.tier)).minus(call.ahead);
    }

    private void windUp(long seed) {
        shared.weather.away = false;
        shared.weather.lostOfThousand = 0;
        nodes.values().forEach(node -> node.setCutOff(false));
        disturb();
        nodes.keySet().stream().sorted().findFirst().map(nodes::get).ifPresent(this::kill);
        shared.loop.advance(Duration.ofSeconds(30));
        assertThat(nodes.values().stream().filter(TestNode::owns)).as("seed %s", seed).hasSize(1);
        look(seed);
        all().forEach(Caller::hangUp);
        shared.loop.advance(Duration.ofMinutes(30));
        TestNode owner = nodes.values().stream().filter(TestNode::owns).findFirst().orElseThrow();
        assertThat(owner.floor.view().queues()).allMatch(queue -> queue.waiting() == 0);
        assertThat(owner.floor.view().agents())
                .extracting(AgentView::state)
                .allMatch(state -> state.lease().isEmpty());
        nodes.values().forEach(TestNode::close);
        shared.loop.advance(Duration.ofMinutes(1));
        assertThat(shared.loop.pendingTimers()).as("timers left over").isZero();
    }
}
