package zarang.call.actor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zarang.call.AgentId;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.engine.ArrivalOrigin;
import zarang.call.engine.DialTarget;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.engine.LegOutcome;
import zarang.call.engine.TransferTarget;
import zarang.call.fact.CallTransferred;
import zarang.call.plan.Route;

/**
 * Callers, agents and colleagues do anything at any moment: answer, refuse, hang up, call one
 * another, hand on. Whatever it is, each leg is known to one call at most, and nothing is left.
 */
class TransferWalkTest {
    private static final int WALKS = 250;
    private static final int STEPS = 120;

    /** One walk; its bench looks for what is left over after the test. */
    private static final class Walk {
        private final Random random;
        private final Bench bench = new Bench();
        private final Set<LegId> ringing = new LinkedHashSet<>();
        private final Set<LegId> up = new LinkedHashSet<>();
        private final Set<LegId> coming = new LinkedHashSet<>();

        /** Legs of agents' own calls, also such as are gone. */
        private final Set<LegId> own = new LinkedHashSet<>();

        private int seen;
        private int offers;
        private long wishes;

        Walk(long seed) {
            random = new Random(seed);
            bench.plan =
                    (call, agent, dialled) ->
                            dialled.equals("out")
                                    ? new Route.Outside(
                                            new DialTarget.Outside("+98211", List.of("t")),
                                            Duration.ofSeconds(15))
                                    : dialled.equals("no")
                                            ? new Route.Refused(Cause.CALL_REJECTED, "no-rule")
                                            : new Route.Colleague(
                                                    new AgentId(dialled),
                                                    new DialTarget.Registered(dialled),
                                                    Duration.ofSeconds(20));
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
            switch (random.nextInt(14)) {
                case 0 -> coming.add(bench.arrive());
                case 1 -> phoneCalls();
                case 2 -> bench.tryOffer("o" + ++offers);
                case 3, 4 -> pick(coming).ifPresent(this::answered);
                case 5, 6 -> pick(ringing).ifPresent(this::answered);
                case 7 ->
                        pick(ringing)
                                .ifPresent(leg -> end(leg, Cause.USER_BUSY, LegOutcome.REFUSED));
                case 8 ->
                        pick(all())
                                .ifPresent(
                                        leg -> end(leg, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP));
                case 9 -> pick(up).ifPresent(leg -> wants(leg, new TransferTarget.Dialled(who())));
                case 10, 11, 12 ->
                        pick(up).ifPresent(leg ->
                                pick(own)
                                        .ifPresent(other ->
                                                wants(leg, new TransferTarget.Leg(other))));
                default -> bench.loop.advance(Duration.ofSeconds(random.nextInt(25)));
            }
        }

        private String who() {
            return List.of("2001", "2002", "2003", "out", "no").get(random.nextInt(5));
        }

        private void phoneCalls() {
            LegId leg = bench.legs.next();
            coming.add(leg);
            own.add(leg);
            bench.onLeg(
                    new LegEvent.Arrived(
                            leg, List.of(), who(), ArrivalOrigin.ofPhone("2001"), "p"));
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

        int transfers(boolean attended) {
            return (int)
                    bench.journal.stream()
                            .filter(entry ->
                                    entry.fact() instanceof CallTransferred done
                                            && done.attended() == attended)
                            .count();
        }

        private Set<LegId> all() {
            Set<LegId> all = new LinkedHashSet<>(up);
            all.addAll(ringing);
            all.addAll(coming);
            return all;
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
        int blind = 0;
        int attended = 0;
        for (long seed = first; seed < first + WALKS; seed++) {
            try {
                Walk walk = new Walk(seed);
                walk.run();
                blind += walk.transfers(false);
                attended += walk.transfers(true);
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("seed " + seed, failure);
            }
        }
        assertThat(blind).as("transfers that the walks came to").isGreaterThan(20);
        assertThat(attended).as("attended transfers").isGreaterThan(3);
    }
}
