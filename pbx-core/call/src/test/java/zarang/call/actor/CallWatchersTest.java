package zarang.call.actor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import zarang.call.CallId;
import zarang.call.CallTermination;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.Party;
import zarang.call.engine.ArrivalOrigin;
import zarang.call.engine.LegEvent;
import zarang.call.fact.CallConnected;
import zarang.call.journal.JournalEntry;
import zarang.call.loop.VirtualLoop;

/** Several watchers see every call, whatever one of them does. */
class CallWatchersTest {
    private static final CallId CALL = new CallId("01JQZ0000000000000000000AA");

    private final List<String> seen = new ArrayList<>();

    private final class Writing implements CallWatcher {
        private final String name;
        private final boolean throwing;

        Writing(String name, boolean throwing) {
            this.name = name;
            this.throwing = throwing;
        }

        private void see(String what) {
            seen.add(name + " " + what);
            if (throwing) {
                throw new IllegalStateException("on purpose");
            }
        }

        @Override
        public void leg(CallId call, LegEvent event) {
            see("leg");
        }

        @Override
        public void fact(JournalEntry entry) {
            see("fact");
        }

        @Override
        public void ended(CallId call, CallTermination termination) {
            see("ended");
        }

        @Override
        public void answeredUnsecured(CallId call, String reason) {
            see("unsecured");
        }

        @Override
        public void refused(LegEvent.Arrived arrival, Cause cause) {
            see("refused");
        }

        @Override
        public void stray(LegEvent event) {
            see("stray");
        }

        @Override
        public void broken(CallId call, Throwable failure) {
            seen.add(name + " broken");
        }
    }

    private void tellAll(CallWatcher watcher) {
        watcher.leg(CALL, new LegEvent.Ringing(new LegId(1)));
        watcher.fact(new JournalEntry("e", CALL, new VirtualLoop().instant(), new CallConnected()));
        watcher.answeredUnsecured(CALL, "disk-slow");
        watcher.refused(
                new LegEvent.Arrived(
                        new LegId(2), List.of(), "1000", ArrivalOrigin.ofTrunk("lab", true), "x@y"),
                Cause.CONGESTION);
        watcher.ended(
                CALL,
                new CallTermination(
                        CallTermination.Result.SERVED, Party.CALLER, Cause.NORMAL_CLEARING, "x"));
        watcher.stray(new LegEvent.Ringing(new LegId(3)));
        watcher.broken(CALL, new IllegalStateException("told"));
    }

    @Test
    void everyWatcherIsToldOfEverythingInTheirOrder() {
        tellAll(new CallWatchers(List.of(new Writing("a", false), new Writing("b", false))));
        assertThat(seen)
                .containsExactly(
                        "a leg",
                        "b leg",
                        "a fact",
                        "b fact",
                        "a unsecured",
                        "b unsecured",
                        "a refused",
                        "b refused",
                        "a ended",
                        "b ended",
                        "a stray",
                        "b stray",
                        "a broken",
                        "b broken");
    }

    @Test
    void watcherThatFailsIsToldSoAndKeepsNothingFromTheOthers() {
        tellAll(new CallWatchers(List.of(new Writing("bad", true), new Writing("b", false))));
        assertThat(seen.stream().filter(told -> told.startsWith("b ")))
                .containsExactly(
                        "b leg",
                        "b fact",
                        "b unsecured",
                        "b refused",
                        "b ended",
                        "b stray",
                        "b broken");
        assertThat(seen).startsWith("bad leg", "bad broken");
    }
}
