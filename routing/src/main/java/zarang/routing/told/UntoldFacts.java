package zarang.routing.told;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import zarang.call.journal.Journal;
import zarang.call.journal.JournalEntry;
import zarang.call.loop.ControlLoop;

/**
 * Tells the journal what a store has kept for it: right after it was kept, and if a process dies in
 * between, another one within {@link #EVERY}. The entry of one thing is the same however often it
 * is written, so that it counts once. Any thread.
 */
public final class UntoldFacts {
    /** How often it is asked what the journal has not been told. */
    public static final Duration EVERY = Duration.ofSeconds(10);

    /** What is kept until the journal has it. Stages may fail: it is asked again. */
    public interface Store {
        /** By its name, what the entry is made of. */
        CompletionStage<Map<String, String>> untold();

        /** The journal has it, or never can. */
        CompletionStage<?> told(String what);
    }

    private final ControlLoop loop;
    private final Journal journal;
    private final Store store;
    private final BiFunction<String, String, Optional<JournalEntry>> entry;
    private final Consumer<String> damaged;
    private volatile boolean closed;
    private volatile int size;

    /**
     * @param entry of what is kept, by name and text; empty if it cannot be read
     * @param damaged told the name of that, which is then forgotten
     */
    public UntoldFacts(
            ControlLoop loop,
            Journal journal,
            Store store,
            BiFunction<String, String, Optional<JournalEntry>> entry,
            Consumer<String> damaged) {
        this.loop = loop;
        this.journal = journal;
        this.store = store;
        this.entry = entry;
        this.damaged = damaged;
    }

    /** Begins to look for what others left untold. Once. */
    public void start() {
        loop.post(this::again);
    }

    private void again() {
        if (closed) {
            return;
        }
        loop.schedule(EVERY, this::again);
        var _ =
                store.untold()
                        .thenAccept(all -> {
                            size = all.size();
                            all.forEach(this::tell);
                        });
    }

    /** What was kept just now. */
    public void tell(String what, String text) {
        entry.apply(what, text)
                .ifPresentOrElse(
                        found -> tell(what, found),
                        () -> {
                            damaged.accept(what);
                            store.told(what);
                        });
    }

    /** The same, where the entry is at hand. */
    public void tell(String what, JournalEntry found) {
        var _ = journal.appendDurably(found).thenCompose(kept -> store.told(what));
    }

    /** How many there were when it was last looked, {@link #EVERY} ago at most. */
    public int size() {
        return size;
    }

    public void close() {
        closed = true;
    }
}
