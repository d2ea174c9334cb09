package zarang.routing.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.queue.OfferId;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueCommand.OfferFailure;
import zarang.call.queue.QueueEvent;
import zarang.routing.agent.AgentSettings;
import zarang.routing.agent.RestSettings;
import zarang.routing.queue.QueueSettings;
import zarang.routing.queue.TierOffsets;

/**
 * Nobody is passed by a caller who came later by more than the difference of their tiers' offsets,
 * and past the hard cap nobody is passed by a younger one. Checked at each offer against everybody
 * who waits, with the rule written out anew.
 */
final class NoStarvationTest {
    private static final QueueName SALES = new QueueName("sales");
    private static final Duration CAP = Duration.ofMinutes(4);
    private static final TierOffsets OFFSETS = TierOffsets.defaults();
    private static final List<Tier> TIERS =
            List.of(Tier.GOLD, Tier.GOLD, Tier.SILVER, Tier.BRONZE, new Tier("red"));
    private static final int AGENTS = 4;
    private static final int STEPS = 2_000;

    private record Caller(CallId id, Tier tier, Instant since) {}

    private record Standing(CallId call, AgentId agent, boolean talking) {}

    private final Map<CallId, Caller> waiting = new LinkedHashMap<>();
    private final Map<CallId, Caller> offered = new HashMap<>();
    private final Map<OfferId, Standing> offers = new LinkedHashMap<>();
    private final Map<CallId, Integer> passedBy = new HashMap<>();
    private Instant now = Instant.parse("2026-03-21T08:00:00Z");
    private int served;

    private static FloorSettings settings() {
        QueueSettings queue =
                new QueueSettings(
                        SALES,
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(3),
                        Duration.ofHours(24),
                        10_000,
                        CAP,
                        true,
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(5));
        List<AgentSettings> agents =
                IntStream.range(0, AGENTS)
                        .mapToObj(n ->
                                new AgentSettings(
                                        new AgentId("200" + n),
                                        "",
                                        List.of(SALES),
                                        Optional.of("sip:a@127.0.0.1")))
                        .toList();
        return new FloorSettings(List.of(queue), agents, OFFSETS, RestSettings.defaults());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void nobodyIsPassedBeyondTheRule(long seed) {
        RandomGenerator random = new Random(seed);
        Dispatcher dispatcher = new Dispatcher(settings(), "t", now);
        for (int step = 0; step < STEPS; step++) {
            pass(dispatcher, Duration.ofMillis(random.nextInt(4_000)));
            drive(dispatcher, random, step);
            assertThat(dispatcher.violations()).isEmpty();
        }
        assertThat(served).isGreaterThan(200);
        assertThat(passedBy.values())
                .as("somebody was passed, so the rule was at work")
                .isNotEmpty();
    }

    private void pass(Dispatcher dispatcher, Duration time) {
        Instant then = now.plus(time);
        while (dispatcher.nextDue().filter(then::isAfter).isPresent()) {
            now = dispatcher.nextDue().orElseThrow();
            take(dispatcher, dispatcher.on(new FloorEvent.TimePassed(), now));
        }
        now = then;
    }

    private void drive(Dispatcher dispatcher, RandomGenerator random, int step) {
        if (random.nextInt(5) < 2) {
            Caller caller =
                    new Caller(
                            new CallId("%026d".formatted(step)),
                            TIERS.get(random.nextInt(TIERS.size())),
                            now);
            waiting.put(caller.id(), caller);
            tell(
                    dispatcher,
                    new QueueCommand.Join(caller.id(), SALES, caller.tier(), caller.since()));
            return;
        }
        List<Map.Entry<OfferId, Standing>> standing = List.copyOf(offers.entrySet());
        if (standing.isEmpty()) {
            take(dispatcher, dispatcher.on(new FloorEvent.TimePassed(), now));
            return;
        }
        var picked = standing.get(random.nextInt(standing.size()));
        OfferId id = picked.getKey();
        Standing offer = picked.getValue();
        if (offer.talking()) {
            offers.remove(id);
            tell(dispatcher, new QueueCommand.TalkEnded(offer.call(), id, offer.agent()));
        } else if (random.nextInt(5) > 0) {
            offers.put(id, new Standing(offer.call(), offer.agent(), true));
            offered.remove(offer.call());
            served++;
            tell(dispatcher, new QueueCommand.OfferAnswered(offer.call(), id, offer.agent()));
        } else {
            offers.remove(id);
            waiting.put(offer.call(), back(offer.call()));
            tell(
                    dispatcher,
                    new QueueCommand.OfferFailed(
                            offer.call(), id, offer.agent(), OfferFailure.REJECTED));
        }
    }

    private Caller back(CallId call) {
        Caller caller = offered.remove(call);
        if (caller == null) {
            throw new AssertionError("not offered: " + call);
        }
        return caller;
    }

    private void tell(Dispatcher dispatcher, QueueCommand command) {
        take(dispatcher, dispatcher.on(new FloorEvent.CallSaid(command), now));
    }

    private void take(Dispatcher dispatcher, List<Decision> decisions) {
        for (Decision decision : decisions) {
            switch (decision) {
                case Decision.Reserve reserve ->
                        take(
                                dispatcher,
                                dispatcher.on(new FloorEvent.Reserved(reserve.offer()), now));
                case Decision.Tell(QueueEvent.Offered told) -> {
                    Caller next = waiting.remove(told.subject().call().orElseThrow());
                    if (next == null) {
                        throw new AssertionError(
                                "offered but not waiting: " + told.subject().call().orElseThrow());
                    }
                    waiting.values().forEach(other -> mayPass(next, other));
                    offered.put(next.id(), next);
                    offers.put(
                            told.offer(),
                            new Standing(told.subject().call().orElseThrow(), told.agent(), false));
                }
                case Decision.Tell(QueueEvent.OfferRevoked told) -> {
                    offers.remove(told.offer());
                    waiting.put(
                            told.subject().call().orElseThrow(),
                            back(told.subject().call().orElseThrow()));
                }
                case Decision.Tell _,
                        Decision.Confirm _,
                        Decision.Release _,
                        Decision.HandOver _ -> {}
                case Decision.AgentBecame _ -> {}
            }
        }
    }

    private void mayPass(Caller next, Caller passed) {
        if (!next.since().isAfter(passed.since())) {
            return;
        }
        passedBy.merge(passed.id(), 1, Integer::sum);
        assertThat(Duration.between(passed.since(), now))
                .as("past the hard cap, passed by a younger one")
                .isLessThan(CAP);
        assertThat(Duration.between(passed.since(), next.since()))
                .as("%s passed by %s", passed, next)
                .isLessThanOrEqualTo(OFFSETS.of(next.tier()).minus(OFFSETS.of(passed.tier())));
    }
}
