package zarang.routing.callback;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.fact.Fact;
import zarang.call.fact.Subject;
import zarang.call.journal.Journal;
import zarang.call.journal.JournalEntry;
import zarang.call.loop.ControlLoop;
import zarang.routing.told.UntoldFacts;

/**
 * Tells the journal what is put on a list and taken off it; see {@link UntoldFacts}. Any thread.
 */
final class ListJournal {
    private static final String BOOKED = ":booked";
    private static final String CLOSED = ":closed";
    private static final int DAMAGED_MAX = 2000;
    private static final Logger log = LoggerFactory.getLogger(ListJournal.class);

    /** What is told, and when it was so. */
    record Told(Instant at, Fact fact) {}

    /**
     * Makes the facts of one out of what is kept of it; empty if that is damaged.
     *
     * @param kind of the facts' subjects
     * @param booked by id and text
     * @param closed by id and text
     */
    record Words(
            String kind,
            BiFunction<String, String, Optional<Told>> booked,
            BiFunction<String, String, Optional<Told>> closed) {}

    private final CallbackStore store;
    private final Words words;
    private final UntoldFacts untold;
    private final Set<String> damaged = ConcurrentHashMap.newKeySet();
    private volatile int open;

    ListJournal(ControlLoop loop, CallbackStore store, Journal journal, Words words) {
        this.store = store;
        this.words = words;
        untold = new UntoldFacts(loop, journal, new Looking(), this::entry, this::damaged);
    }

    void start() {
        untold.start();
    }

    /** One was put on the list. */
    void booked(String id, Told told) {
        untold.tell(id + BOOKED, entry(id, BOOKED, told));
    }

    /** One was taken off it. */
    void closed(String id, Told told) {
        untold.tell(id + CLOSED, entry(id, CLOSED, told));
    }

    /**
     * How many were on the list when it was last looked at, at most {@link UntoldFacts#EVERY} ago.
     */
    int open() {
        return open;
    }

    private Optional<JournalEntry> entry(String what, String text) {
        String id = what.substring(0, Math.max(0, what.indexOf(':')));
        boolean booking = what.endsWith(BOOKED);
        return (booking ? words.booked() : words.closed())
                .apply(id, text)
                .map(told -> entry(id, booking ? BOOKED : CLOSED, told));
    }

    private JournalEntry entry(String id, String what, Told told) {
        return new JournalEntry(id + what, new Subject(words.kind(), id), told.at(), told.fact());
    }

    private final class Looking implements UntoldFacts.Store {
        @Override
        public CompletionStage<Map<String, String>> untold() {
            var _ = store.count().thenAccept(count -> open = count.intValue());
            return store.untold();
        }

        @Override
        public CompletionStage<?> told(String what) {
            return store.told(what);
        }
    }

    /** What is kept of that one cannot be read: the log says so once. */
    void damaged(String id) {
        if (damaged.size() < DAMAGED_MAX && damaged.add(id)) {
            log.error("{}.damaged id={}: what Redis keeps of it cannot be read", words.kind(), id);
        }
    }

    void close() {
        untold.close();
    }
}
