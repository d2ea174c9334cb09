package zarang.routing.callback;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.fact.Fact;
import zarang.call.fact.Subject;
import zarang.call.journal.Journal;
import zarang.call.journal.JournalEntry;
import zarang.call.loop.ControlLoop;

/**
 * Tells the journal what is put on a list and taken off it: right after, and if a process dies in
 * between, another one within {@link #EVERY}. Any thread.
 */
final class ListJournal {
    /** How often it is asked what the journal has not been told. */
    static final Duration EVERY = Duration.ofSeconds(10);

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

    private final ControlLoop loop;
    private final CallbackStore store;
    private final Journal journal;
    private final Words words;
    private final Set<String> damaged = ConcurrentHashMap.newKeySet();
    private volatile boolean over;
    private volatile int open;

    ListJournal(ControlLoop loop, CallbackStore store, Journal journal, Words words) {
        this.loop = loop;
        this.store = store;
        this.journal = journal;
        this.words = words;
    }

    void start() {
        loop.post(this::again);
    }

    /** One was put on the list. */
    void booked(String id, Told told) {
        tell(id, BOOKED, told);
    }

    /** One was taken off it. */
    void closed(String id, Told told) {
        tell(id, CLOSED, told);
    }

    /** How many were on the list when it was last looked at, at most {@link #EVERY} ago. */
    int open() {
        return open;
    }

    /** The entry is the same however often it is written, so that it counts once. */
    private void tell(String id, String what, Told told) {
        var _ =
                journal.appendDurably(
                                new JournalEntry(
                                        id + what,
                                        new Subject(words.kind(), id),
                                        told.at(),
                                        told.fact()))
                        .thenCompose(kept -> store.told(id + what));
    }

    private void again() {
        if (over) {
            return;
        }
        var _ = store.untold().thenAccept(this::again);
        var _ = store.count().thenAccept(count -> open = count.intValue());
        loop.schedule(EVERY, this::again);
    }

    private void again(Map<String, String> untold) {
        untold.forEach((what, text) -> {
            String id = what.substring(0, Math.max(0, what.indexOf(':')));
            boolean booking = what.endsWith(BOOKED);
            (booking ? words.booked() : words.closed())
                    .apply(id, text)
                    .ifPresentOrElse(
                            told -> tell(id, booking ? BOOKED : CLOSED, told), () -> drop(what));
        });
    }

    private void drop(String what) {
        damaged(what);
        store.told(what);
    }

    /** What is kept of that one cannot be read: the log says so once. */
    void damaged(String id) {
        if (damaged.size() < DAMAGED_MAX && damaged.add(id)) {
            log.error("{}.damaged id={}: what Redis keeps of it cannot be read", words.kind(), id);
        }
    }

    void close() {
        over = true;
    }
}
