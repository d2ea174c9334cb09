package zarang.call.actor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.QueueName;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.engine.LegOutcome;
import zarang.call.fact.CallAnswered;
import zarang.call.fact.CallDialled;
import zarang.call.fact.CallStarted;
import zarang.call.journal.JournalEntry;
import zarang.call.plan.SupervisionMode;
import zarang.call.queue.QueueEvent;
import zarang.call.recording.HeardAudio;
import zarang.call.verb.SupervisionWish;

/**
 * Callers, agents and the floor act at random; whatever they do, every call ends once and leaves
 * nothing behind.
 */
class CallRandomWalkTest {
    private static final int STEPS = 4_000;
    private static final QueueName SALES = new QueueName("sales");
    private static final byte[] LOUD = new byte[160];

    static {
        Arrays.fill(LOUD, (byte) 0xB5); // the seventh segment of A-law, as loud as people speak
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 7, 42, 1001, 20261121})
    void everyCallEndsOnceAndLeavesNothingBehind(long seed) {
        Bench bench = new Bench();
        bench.script = new LookUpThenQueue("connecting");
        walk(bench, new Random(seed));
        assertThat(bench.journal.stream().filter(entry -> entry.fact() instanceof CallAnswered))
                .isNotEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {2, 8, 44, 1002, 20261127})
    void whateverAScriptWantsNextEveryCallEndsOnceAndLeavesNothingBehind(long seed) {
        Random random = new Random(seed);
        Bench bench = new Bench();
        bench.plan = new SupervisorsPlan();
        bench.script = new AnythingNext(random);
        walk(bench, random);
        assertThat(bench.facts()).contains("call.supervised");
        assertThat(
                        bench.journal.stream()
                                .flatMap(entry -> dialled(entry).stream())
                                .map(CallDialled::outcome)
                                .distinct())
                .contains("answered", "no-answer", "cancelled", "unreachable");
        assertThat(bench.recorder.kept).as("messages that were kept").isNotEmpty();
        assertThat(bench.recorder.dropped).as("messages that were deleted").isNotEmpty();
    }

    private static Optional<CallDialled> dialled(JournalEntry entry) {
        return entry.fact() instanceof CallDialled dialled
                ? Optional.of(dialled)
                : Optional.empty();
    }

    private static boolean callsBack(JournalEntry entry) {
        return entry.fact() instanceof CallStarted started && started.callback().isPresent();
    }

    private static void walk(Bench bench, Random random) {
        int offers = 0;
        CallBacksAtRandom callBacks = new CallBacksAtRandom(bench, random);
        for (int step = 0; step < STEPS; step++) {
            bench.loop.settle();
            int choice = random.nextInt(16);
            if (choice == 0 && bench.exchange.activeCalls() < 20) {
                bench.arrive();
            } else if (choice == 15 && bench.exchange.activeCalls() < 6) {
                callBacks.begin();
            } else if (!bench.journal.isEmpty()) {
                var call = recent(bench, random);
                LegId leg = bench.recentLeg(random.nextInt(12));
                switch (choice) {
                    case 1, 10, 11 -> bench.onLeg(new LegEvent.Answered(leg));
                    case 2 ->
                            bench.onLeg(new LegEvent.Digit(leg, random.nextBoolean() ? '*' : '1'));
                    case 3 ->
                            bench.onLeg(
                                    new LegEvent.Ended(
                                            leg,
                                            Cause.NORMAL_CLEARING,
                                            random.nextBoolean()
                                                    ? LegOutcome.HUNG_UP
                                                    : LegOutcome.RELEASED,
                                            ""));
                    case 4 ->
                            bench.onLeg(
                                    new LegEvent.Ended(
                                            leg, Cause.MEDIA_TIMEOUT, LegOutcome.RELEASED, ""));
                    case 5 ->
                            bench.exchange.onQueue(
                                    new QueueEvent.Over(call, QueueEvent.Outcome.MAX_WAIT));
                    case 6 -> bench.exchange.onQueue(new QueueEvent.Joined(call, SALES, 1));
                    case 7, 8 -> bench.offer(call, "o" + offers++);
                    case 12 -> speaks(bench);
                    case 13, 14 -> bench.exchange.overview().ask(call, wish(random));
                    default -> bench.loop.advance(Duration.ofSeconds(random.nextInt(30)));
                }
            }
        }
        bench.exchange.drain(Duration.ZERO, () -> {});
        bench.loop.advance(Exchange.LAST_WORDS);

        long started = bench.facts().stream().filter("call.started"::equals).count();
        assertThat(bench.broken).isEmpty();
        assertThat(bench.journal.stream().filter(CallRandomWalkTest::callsBack)).isNotEmpty();
        assertThat(started).isGreaterThan(20);
        assertThat(bench.facts().stream().filter("call.ended"::equals)).hasSize((int) started);
        assertThat(bench.exchange.activeCalls()).isZero();
        assertThat(bench.loop.pendingTimers()).isZero();
        assertThat(bench.recorder.open).isZero();
        assertEveryDialledLegWasEndedByOneSide(bench);
        assertThat(bench.journal).extracting(entry -> entry.id()).doesNotHaveDuplicates();
    }

    private static SupervisionWish wish(Random random) {
        AgentId supervisor = new AgentId("200" + (5 + random.nextInt(3)));
        Optional<AgentId> who = random.nextBoolean() ? Optional.of(supervisor) : Optional.empty();
        SupervisionMode mode = List.of(SupervisionMode.values()).get(random.nextInt(3));
        return switch (random.nextInt(12)) {
            case 0 -> SupervisionWish.takeOver(who, "walk");
            case 1 -> SupervisionWish.leave(who, "walk");
            case 2 -> SupervisionWish.requeue("walk");
            case 3, 4 -> SupervisionWish.become(who, mode, "walk");
            case 5 ->
                    random.nextInt(4) == 0
                            ? SupervisionWish.hangUp("walk")
                            : SupervisionWish.become(who, mode, "walk");
            default -> SupervisionWish.ring(supervisor, mode, "walk");
        };
    }

    /** Who is recorded last says something. */
    private static void speaks(Bench bench) {
        bench.engine.reversed().stream()
                .filter(LegCommand.StartRecording.class::isInstance)
                .map(LegCommand.StartRecording.class::cast)
                .findFirst()
                .ifPresent(start ->
                        start.sink()
                                .audio(
                                        new HeardAudio()
                                                .stamped(0, bench.loop.nanos(), 0, 1)
                                                .samples(HeardAudio.Law.A, LOUD, 0, LOUD.length)));
    }

    private static CallId recent(Bench bench, Random random) {
        int size = bench.journal.size();
        return bench.journal
                .get(size - 1 - random.nextInt(Math.min(size, 30)))
                .subject()
                .call()
                .orElseThrow();
    }

    /**
     * This engine speaks of legs that have ended, too: those are nobody's, and told to end again.
     */
    private static void assertEveryDialledLegWasEndedByOneSide(Bench bench) {
        List<LegId> hungUp =
                bench.engine.stream()
                        .filter(LegCommand.HangUp.class::isInstance)
                        .map(LegCommand.HangUp.class::cast)
                        .filter(command -> command.cause() != Cause.SERVER_FAILURE)
                        .map(LegCommand::leg)
                        .toList();
        assertThat(hungUp).as("each leg is hung up at most once").doesNotHaveDuplicates();
        assertThat(bench.strays).isNotEmpty();
    }
}
