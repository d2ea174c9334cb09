package zarang.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import zarang.call.CallId;
import zarang.call.fact.FactType;
import zarang.call.fact.IvrInput;
import zarang.call.fact.UnreadableEntryException;
import zarang.call.journal.Journal;
import zarang.call.journal.JournalConsumer;
import zarang.call.journal.RepairNeededException;
import zarang.call.journal.StoredEntry;

/** What everybody who reads the stream must do for a consumer, whatever its threads. */
abstract class ReaderContract {
    private final CallId call = Calls.id();
    private final CallId other = Calls.id();

    /** A journal that was empty when the test began. */
    abstract Journal journal();

    /** Starts a consumer. */
    abstract void consume(JournalConsumer consumer);

    /** The process ends, in order, and another one comes in its place. */
    abstract void restart();

    abstract void await(BooleanSupplier holds);

    /** Fails for an entry as often as it is told, with what it is told. */
    private static final class Taker implements JournalConsumer {
        final String name;
        final List<String> got = new CopyOnWriteArrayList<>();
        final Map<String, List<Exception>> faults = new HashMap<>();
        final Set<FactType<?>> unwanted = new HashSet<>();

        Taker(String name) {
            this.name = name;
        }

        void failsFor(String id, Exception... with) {
            faults.put(id, new ArrayList<>(List.of(with)));
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean wants(FactType<?> type) {
            return !unwanted.contains(type);
        }

        @Override
        public void accept(StoredEntry entry, long sequence) throws Exception {
            List<Exception> left = faults.getOrDefault(entry.id(), new ArrayList<>());
            if (!left.isEmpty()) {
                throw left.removeFirst();
            }
            got.add(sequence + " " + entry.id());
        }

        List<String> of(CallId call) {
            return got.stream().filter(line -> line.contains(call.value())).toList();
        }
    }

    private String line(CallId of, int n) {
        return n + " " + of + "." + n;
    }

    private void tell(CallId of, int from, int to) {
        for (int n = from; n <= to; n++) {
            journal().append(Calls.entry(of, n, new IvrInput("menu", Integer.toString(n))));
        }
    }

    @Test
    void entriesComeInTheOrderOfTheirSubjectWithTheirNumber() {
        Taker taker = new Taker("taker");
        consume(taker);
        tell(call, 1, 3);
        tell(other, 1, 2);
        tell(call, 4, 4);
        await(() -> taker.got.size() == 6);
        assertThat(taker.of(call))
                .containsExactly(line(call, 1), line(call, 2), line(call, 3), line(call, 4));
        assertThat(taker.of(other)).containsExactly(line(other, 1), line(other, 2));
    }

    @Test
    void anEntryThatCouldNotBeTakenComesAgainBeforeThoseAfterIt() {
        Taker taker = new Taker("taker");
        taker.failsFor(call + ".2", new IllegalStateException("a"), new IllegalStateException("b"));
        consume(taker);
        tell(call, 1, 3);
        await(() -> taker.got.size() == 3);
        assertThat(taker.got).containsExactly(line(call, 1), line(call, 2), line(call, 3));
    }

    @Test
    void whatNeedsRepairIsPutAsideAndComesAgainToTheNextProcess() {
        Taker taker = new Taker("taker");
        taker.failsFor(call + ".2", new RepairNeededException("the account"));
        consume(taker);
        tell(call, 1, 3);
        await(() -> taker.got.size() == 2);
        assertThat(taker.got).containsExactly(line(call, 1), line(call, 3));
        restart();
        Taker next = new Taker("taker");
        consume(next);
        await(() -> !next.got.isEmpty());
        assertThat(next.got).containsExactly(line(call, 2));
    }

    @Test
    void whatThisVersionCannotReadWaitsForOneThatCan() {
        Taker old = new Taker("taker");
        old.failsFor(call + ".1", new UnreadableEntryException("later"));
        consume(old);
        tell(call, 1, 2);
        await(() -> old.got.size() == 1);
        restart();
        Taker next = new Taker("taker");
        consume(next);
        await(() -> !next.got.isEmpty());
        assertThat(next.got).containsExactly(line(call, 1));
    }

    @Test
    void whatWasDoneDoesNotComeAgain() {
        Taker taker = new Taker("taker");
        consume(taker);
        tell(call, 1, 2);
        await(() -> taker.got.size() == 2);
        restart();
        Taker next = new Taker("taker");
        consume(next);
        tell(call, 3, 3);
        await(() -> !next.got.isEmpty());
        assertThat(next.got).containsExactly(line(call, 3));
    }

    @Test
    void whatAConsumerDoesNotWantIsDoneAndDoesNotComeAndOthersGetIt() {
        Taker some = new Taker("some");
        some.unwanted.add(IvrInput.TYPE);
        Taker all = new Taker("all");
        consume(some);
        consume(all);
        journal().append(Calls.entry(call, 1));
        tell(call, 2, 9);
        journal().append(Calls.entry(call, 10, Calls.ended()));
        await(() -> some.got.size() == 2 && all.got.size() == 10);
        assertThat(some.got).containsExactly(line(call, 1), line(call, 10));
        restart();
        Taker next = new Taker("some");
        consume(next);
        tell(call, 11, 11);
        await(() -> !next.got.isEmpty());
        assertThat(next.got).as("what was passed over was done").containsExactly(line(call, 11));
    }

    @Test
    void eachConsumerHasItsOwnPlaceAndALateOneGetsAllOfIt() {
        Taker first = new Taker("first");
        consume(first);
        tell(call, 1, 2);
        await(() -> first.got.size() == 2);
        Taker late = new Taker("late");
        consume(late);
        await(() -> late.got.size() == 2);
        assertThat(late.got).isEqualTo(first.got);
        assertThat(late.of(call)).hasSize(2);
    }
}
