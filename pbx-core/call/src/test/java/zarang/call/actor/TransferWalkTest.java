package zarang.call.actor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.engine.ArrivalOrigin;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.engine.LegOutcome;
import zarang.call.engine.TransferTarget;
import zarang.call.fact.CallParked;
import zarang.call.fact.CallTransferred;
import zarang.call.fact.CallbackTried;
import zarang.call.fact.Fact;
import zarang.call.journal.JournalEntry;

/**
 * Callers, agents and colleagues do anything at any moment: answer, refuse, hang up, call one
 * another, hand on. Whatever it is, each leg is known to one call at most, and nothing is left.
 */
class TransferWalkTest {
    private static final int WALKS = 250;
    private static final int STEPS = 200;
    private static final ArrivalOrigin PHONE = ArrivalOrigin.ofPhone("2001");

    /** What the walks have to come to, to be worth walking. */
    private static final Map<String, Predicate<Fact>> KINDS =
            Map.of(
                    "blind", fact -> fact instanceof CallTransferred done && !done.attended(),
                    "attended", fact -> fact instanceof CallTransferred done && done.attended(),
                    "to a script",
                            fact ->
                                    fact instanceof CallTransferred done
                                            && done.script().isPresent(),
                    "parked", CallParked.class::isInstance,
                    "called back",
                            fact ->
                                    fact instanceof CallbackTried tried
                                            && tried.outcome().equals("answered"),
                    "picked up",
                            fact ->
                                    fact instanceof CallTransferred done
                                            && done.to().equals(Optional.of(Bench.AGENT)));

    /** One walk; its bench looks for what is left over after the test. */
    private static final class Walk {
        private final Random random;
        private final Bench bench = new Bench();
        private final CallBacksAtRandom callBacks;
        private final Set<LegId> ringing = new LinkedHashSet<>();
        private final Set<LegId> up = new LinkedHashSet<>();
        private final Set<LegId> coming = new LinkedHashSet<>();

        /** Legs of agents' own calls, also such as are gone. */
        private final Set<LegId> own = new LinkedHashSet<>();

        /** The leg that pressed a number last. */
        private final Set<LegId> consulting = new LinkedHashSet<>();

        private int seen;
        private int offers;
        private long wishes;

        Walk(long seed) {
            random = new Random(seed);
            callBacks = new CallBacksAtRandom(bench, random);
            bench.plan = new AgentsPlan();
        }

        void run() {
            for (int step = 0; step < STEPS; step++) {
                step();
                bench.loop.settle();
                obey();
            }
            bench.loop.advance(Duration.ofMinutes(5));
            obey();
            all().forEach(leg -> end(leg, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP));
            bench.loop.advance(Duration.ofMinutes(5));
            obey();
            assertThat(bench.broken).isEmpty();
            assertThat(bench.exchange.activeCalls()).isZero();
        }

        private void step() {
            switch (random.nextInt(25)) {
                case 0 -> coming.add(bench.arrive());
                case 1 -> phoneCalls();
                case 2, 3 -> bench.tryOffer("o" + ++offers);
                case 4, 5, 6 -> pick(coming).ifPresent(this::answered);
                case 7, 8, 9 -> pick(ringing).ifPresent(this::answered);
                case 10 ->
                        pick(ringing)
                                .ifPresent(leg -> end(leg, Cause.USER_BUSY, LegOutcome.REFUSED));
                case 11 ->
                        pick(all())
                                .ifPresent(
                                        leg -> end(leg, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP));
                case 12, 13 ->
                        pick(up).ifPresent(leg -> wants(leg, new TransferTarget.Dialled(who())));
                case 14, 15 ->
                        pick(up).ifPresent(leg ->
                                pick(alive(own))
                                        .ifPresent(other ->
                                                wants(leg, new TransferTarget.Leg(other))));
                case 16, 17, 18 -> pick(up).ifPresent(this::presses);
                case 19, 21 ->
                        pick(alive(consulting))
                                .ifPresent(leg -> press(leg, random.nextBoolean() ? "*3" : "*2"));
                case 23 -> callBacks.begin();
                case 24 -> callBacks.revoke();
                case 20 -> pick(up).ifPresent(leg -> bench.onLeg(new LegEvent.Held(leg, true)));
                default -> bench.loop.advance(Duration.ofSeconds(random.nextInt(25)));
            }
        }

        private String who() {
            return List.of("2001", "2002", "2003", "out", "no", "70", "71", "1000")
                    .get(random.nextInt(8));
        }

        private void presses(LegId leg) {
            consulting.clear();
            consulting.add(leg);
            press(leg, (random.nextInt(3) == 0 ? "*1" : "*2") + who() + "#");
        }

        private void press(LegId leg, String keys) {
            keys.chars().forEach(key -> bench.onLeg(new LegEvent.Digit(leg, (char) key)));
        }

        private void phoneCalls() {
            LegId leg = bench.legs.next();
            coming.add(leg);
            own.add(leg);
            bench.onLeg(
                    new LegEvent.Arrived(
                            leg,
                            List.of(),
                            who(),
                            random.nextInt(5) == 0 ? instead() : PHONE,
                            "p"));
        }

        private ArrivalOrigin instead() {
            return new ArrivalOrigin("", false, "2001", pick(all()), Optional.empty(), "");
        }

        private void wants(LegId leg, TransferTarget target) {
            bench.onLeg(new LegEvent.TransferWanted(leg, ++wishes, target));
        }

        private void answered(LegId leg) {
            if (coming.contains(leg) && !bench.engine.contains(new LegCommand.Answer(leg))) {
                return;
            }
            coming.remove(leg);
            ringing.remove(leg);
            up.add(leg);
            bench.onLeg(new LegEvent.Answered(leg));
        }

        private void end(LegId leg, Cause cause, LegOutcome outcome) {
            if (all().contains(leg)) {
                List.of(coming, ringing, up).forEach(legs -> legs.remove(leg));
                bench.onLeg(new LegEvent.Ended(leg, cause, outcome, ""));
            }
        }

        /** The engine does what it was told: legs that are dialled ring, and those let go end. */
        private void obey() {
            while (seen < bench.engine.size()) {
                switch (bench.engine.get(seen++)) {
                    case LegCommand.Dial dial -> {
                        ringing.add(dial.leg());
                        bench.onLeg(new LegEvent.Ringing(dial.leg(), random.nextInt(4) == 0));
                    }
                    case LegCommand.HangUp c -> end(c.leg(), c.cause(), LegOutcome.RELEASED);
                    case LegCommand.Reject c -> end(c.leg(), c.cause(), LegOutcome.RELEASED);
                    default -> {}
                }
                bench.loop.settle();
            }
        }

        long count(Predicate<Fact> kind) {
            return bench.journal.stream().map(JournalEntry::fact).filter(kind).count();
        }

        /** Bridges in which a third one was. */
        long conferences() {
            return bench.engine.stream()
                    .filter(LegCommand.Join.class::isInstance)
                    .map(LegCommand.Join.class::cast)
                    .collect(
                            Collectors.groupingBy(
                                    LegCommand.Join::bridge,
                                    Collectors.mapping(LegCommand.Join::leg, Collectors.toSet())))
                    .values()
                    .stream()
                    .filter(legs -> legs.size() > 2)
                    .count();
        }

        private Set<LegId> all() {
            Set<LegId> all = new LinkedHashSet<>(up);
            all.addAll(ringing);
            all.addAll(coming);
            return all;
        }

        private Set<LegId> alive(Set<LegId> legs) {
            Set<LegId> alive = new LinkedHashSet<>(legs);
            alive.retainAll(up);
            return alive;
        }

        private Optional<LegId> pick(Set<LegId> among) {
            List<LegId> legs = new ArrayList<>(among);
            return legs.isEmpty()
                    ? Optional.empty()
                    : Optional.of(legs.get(random.nextInt(legs.size())));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 1_001, 2_001, 3_001})
    void whateverTheyDoNobodyIsLeftOver(long first) {
        Map<String, Long> came = new TreeMap<>();
        for (long seed = first; seed < first + WALKS; seed++) {
            try {
                Walk walk = new Walk(seed);
                walk.run();
                KINDS.forEach((kind, fact) -> came.merge(kind, walk.count(fact), Long::sum));
                came.merge("conference", walk.conferences(), Long::sum);
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("seed " + seed, failure);
            }
        }
        assertThat(came)
                .as("what the walks came to")
                .allSatisfy((kind, times) -> assertThat(times).as(kind).isGreaterThan(3));
    }
}
