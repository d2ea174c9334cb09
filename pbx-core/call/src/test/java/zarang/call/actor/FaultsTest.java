package zarang.call.actor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.engine.LegOutcome;
import zarang.call.fact.CallEnded;
import zarang.call.fact.CallStarted;
import zarang.call.queue.QueueCommand;

/**
 * Every port throws at every single call of it, once before and once after it did its work: the
 * call ends, is written down once and holds nothing; nothing reaches who brought the event; the
 * call beside it goes on.
 */
class FaultsTest {
    private static final Consumer<Bench> STOPPED = FaultsTest::stopped;

    /** Lives of a call, each with every port in it. */
    private static final List<Consumer<Bench>> LIVES =
            List.of(
                    FaultsTest::talkEndedByTheCaller,
                    FaultsTest::talkEndedByTheAgent,
                    FaultsTest::abandonedWhileRinging,
                    STOPPED);

    /** Throws at call {@code at} of the ports, counted from 0, or at {@code port} for ever. */
    private static final class Fault implements BiConsumer<String, Boolean> {
        private final int at;
        private final boolean after;
        private int calls;
        private String thrownBy = "";

        /** The script was not found twice, or the number not read: the call was not even taken. */
        boolean refused() {
            return at <= 2;
        }

        Fault(int at, boolean after) {
            this.at = at;
            this.after = after;
        }

        @Override
        public void accept(String port, Boolean done) {
            if (port.equals("watcher.broken") || done != after) {
                return;
            }
            if (calls++ == at) {
                thrownBy = port;
                if (at % 2 == 0) {
                    throw new IllegalStateException("the " + port + " fails");
                }
                throw new StackOverflowError("the " + port + " fails");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whateverThrowsWheneverTheCallEndsOnceAndHoldsNothing(boolean after) {
        int tried = 0;
        for (Consumer<Bench> life : LIVES) {
            for (int at = 0; ; at++) {
                Bench bench = new Bench();
                int others =
                        life.equals(STOPPED) ? 0 : 1; // what stops one call would stop the other
                LegId neighbour = others == 0 ? bench.legs.next() : talking(bench);
                int before = bench.journal.size();
                Fault fault = new Fault(at, after);
                bench.fault = fault;
                life.accept(bench);
                bench.fault = (port, done) -> {};
                String what = "call " + at + " of the ports, " + fault.thrownBy;
                if (fault.thrownBy.isEmpty()) {
                    break;
                }
                tried++;
                assertThat(bench.exchange.activeCalls()).as(what).isEqualTo(others);
                assertThat(endsOf(bench, before)).as(what).isEqualTo(fault.refused() ? 0 : 1);
                if (!fault.thrownBy.equals("journal")) {
                    assertThat(startsOf(bench, before)).as(what).isEqualTo(fault.refused() ? 0 : 1);
                }
                assertThat(bench.journal)
                        .as(what)
                        .extracting(entry -> entry.id())
                        .doesNotHaveDuplicates();
                assertThat(bench.broken).as(what).hasSize(1);
                if (!fault.thrownBy.equals("places")) {
                    assertThat(bench.places.kept).as(what).isEmpty();
                }
                bench.onLeg(
                        new LegEvent.Ended(
                                neighbour, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, ""));
                bench.loop.settle();
                assertThat(bench.exchange.activeCalls()).as(what).isZero();
                assertThat(bench.loop.pendingTimers()).as(what).isZero();
                if (!fault.thrownBy.equals("recording")) {
                    assertThat(bench.recorder.open).as(what).isZero();
                }
            }
        }
        assertThat(tried).isGreaterThan(60);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"engine", "acd", "journal", "recorder", "recording", "watcher", "script"})
    void portThatFailsForGoodAtAnyMomentLeaksNoCall(String broken) {
        for (long seed = 1; seed <= 40; seed++) {
            Random random = new Random(seed);
            Bench bench = new Bench();
            int from = random.nextInt(12);
            int[] calls = {0};
            bench.fault =
                    (port, done) -> {
                        if (port.equals(broken) && !done && calls[0]++ >= from) {
                            throw new IllegalStateException("the " + port + " is gone");
                        }
                    };
            LIVES.get(random.nextInt(LIVES.size())).accept(bench);
            assertThat(bench.exchange.activeCalls()).as("seed %d", seed).isZero();
            assertThat(bench.loop.pendingTimers()).as("seed %d", seed).isZero();
            if (!broken.equals("journal")) {
                long started = bench.facts().stream().filter("call.started"::equals).count();
                assertThat(endsOf(bench, 0)).as("seed %d", seed).isEqualTo(started);
            }
        }
    }

    @Test
    void acdThatThrowsWhenTheCallerLeavesCostsNeitherTheEndNorTheAgentsLeg() {
        Bench bench = new Bench();
        LegId caller = bench.waiting();
        LegId agent = bench.offer("o1");
        bench.fault =
                (port, done) -> {
                    if (port.equals("acd")) {
                        throw new IllegalStateException("the floor does not add up");
                    }
                };
        bench.onLeg(new LegEvent.Ended(caller, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, ""));

        assertThat(bench.facts()).endsWith("call.ended");
        assertThat(bench.engine).contains(new LegCommand.HangUp(agent, Cause.SERVER_FAILURE));
        assertThat(bench.exchange.activeCalls()).isZero();
        assertThat(bench.ended).hasSize(1);
    }

    @Test
    void talkThatBreaksGivesItsAgentBack() {
        Bench bench = new Bench();
        LegId caller = bench.waiting();
        LegId agent = bench.offer("o1");
        bench.onLeg(new LegEvent.Answered(agent));
        bench.fault =
                (port, done) -> {
                    if (port.equals("script")) {
                        throw new IllegalStateException("the script fails");
                    }
                };
        bench.onLeg(new LegEvent.Digit(caller, '5'));
        assertThat(bench.last(QueueCommand.Leave.class).reason())
                .isEqualTo(QueueCommand.LeaveReason.CALL_FAILED);
        assertThat(bench.engine)
                .contains(
                        new LegCommand.HangUp(caller, Cause.SERVER_FAILURE),
                        new LegCommand.HangUp(agent, Cause.SERVER_FAILURE));
    }

    private static LegId talking(Bench bench) {
        LegId caller = bench.waiting();
        bench.onLeg(new LegEvent.Answered(bench.offer("o0")));
        return caller;
    }

    private static long startsOf(Bench bench, int from) {
        return bench.journal.stream()
                .skip(from)
                .filter(entry -> entry.fact() instanceof CallStarted)
                .count();
    }

    private static long endsOf(Bench bench, int from) {
        return bench.journal.stream()
                .skip(from)
                .filter(entry -> entry.fact() instanceof CallEnded)
                .count();
    }

    private static void talkEndedByTheCaller(Bench bench) {
        LegId caller = ringing(bench);
        bench.onLeg(new LegEvent.Answered(bench.recentLeg(0)));
        bench.loop.advance(Duration.ofSeconds(3));
        gone(bench, caller);
    }

    private static void talkEndedByTheAgent(Bench bench) {
        LegId caller = ringing(bench);
        LegId agent = bench.recentLeg(0);
        bench.onLeg(new LegEvent.Answered(agent));
        bench.onLeg(new LegEvent.Ended(agent, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, ""));
        gone(bench, caller);
    }

    private static void abandonedWhileRinging(Bench bench) {
        gone(bench, ringing(bench));
    }

    private static void stopped(Bench bench) {
        LegId caller = ringing(bench);
        bench.loop.advance(Duration.ofHours(4));
        gone(bench, caller);
    }

    /** As far as a broken call gets: events for one that is gone go nowhere. */
    private static LegId ringing(Bench bench) {
        LegId caller = bench.arrive();
        bench.onLeg(new LegEvent.Answered(caller));
        bench.loop.settle();
        bench.tryOffer("o1");
        bench.loop.settle();
        return caller;
    }

    private static void gone(Bench bench, LegId caller) {
        bench.onLeg(new LegEvent.Ended(caller, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, ""));
        bench.loop.settle();
    }
}
