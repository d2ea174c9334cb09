package zarang.routing.callback;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import zarang.call.QueueName;
import zarang.call.fact.Fact;
import zarang.call.journal.Journal;
import zarang.call.loop.ControlLoop;
import zarang.routing.told.UntoldFacts;

/**
 * Whom to call: one list for all processes, kept in Redis, so that a restart forgets nobody. What
 * is put on it or taken off is kept before anybody hears so; the journal gets it right after, and
 * if a process dies in between, from another one within {@link UntoldFacts#EVERY}. Any thread.
 */
final class KeptList<T> implements AutoCloseable {
    /** Reads what is kept of one; empty if it is damaged. */
    interface Reader<T> {
        Optional<T> read(String id, String text, Callback.Progress progress);
    }

    /**
     * Who is on it.
     *
     * @param kind of the facts' subjects
     * @param order of the list
     * @param listed what the journal gets of one that is new
     * @param closed and of one that is taken off
     */
    record Entries<T>(
            String kind,
            Function<T, String> id,
            Function<T, QueueName> queue,
            Reader<T> reader,
            Comparator<T> order,
            Function<T, ListJournal.Told> listed,
            Function<CallbackText.Closing, Fact> closed) {}

    private final ControlLoop loop;
    private final CallbackStore store;
    private final Entries<T> entries;
    private final ListJournal telling;

    KeptList(ControlLoop loop, CallbackStore store, Journal journal, Entries<T> entries) {
        this.loop = loop;
        this.store = store;
        this.entries = entries;
        telling =
                new ListJournal(
                        loop,
                        store,
                        journal,
                        new ListJournal.Words(
                                entries.kind(),
                                (id, text) ->
                                        entries.reader()
                                                .read(id, text, Callback.Progress.NONE)
                                                .map(entries.listed()),
                                (id, text) -> CallbackText.readClosing(text).map(this::closing)));
    }

    private ListJournal.Told closing(CallbackText.Closing how) {
        return new ListJournal.Told(how.at(), entries.closed().apply(how));
    }

    void start() {
        telling.start();
    }

    /** One was put on it. */
    void listed(T fresh) {
        telling.booked(entries.id().apply(fresh), entries.listed().apply(fresh));
    }

    /** Who has one for {@code span} from now on; empty if it is not on the list. */
    CompletionStage<Optional<String>> hold(String id, String by, Duration span) {
        return store.hold(id, by, span);
    }

    /** Takes one off, unless somebody else has it. Fails if that cannot be kept. */
    CompletionStage<TakenOff<T>> takeOff(String id, CallbackResult result, String by) {
        return one(id).thenCompose(found ->
                found.isEmpty()
                        ? CompletableFuture.completedStage(TakenOff.of(found))
                        : takeOff(id, found.get(), how(found.get(), result, by)));
    }

    private CompletionStage<TakenOff<T>> takeOff(String id, T one, CallbackText.Closing how) {
        return store.takeOff(id, CallbackText.write(how), how.by())
                .thenApply(off -> {
                    off.one().ifPresent(gone -> telling.closed(gone, closing(how)));
                    return new TakenOff<>(off.one().map(gone -> one), off.heldBy());
                });
    }

    private CallbackText.Closing how(T one, CallbackResult result, String by) {
        return new CallbackText.Closing(entries.queue().apply(one), result, by, loop.instant());
    }

    /** Takes one off, whoever has it; empty if it is not on it. Fails if that cannot be kept. */
    CompletionStage<Optional<T>> close(String id, CallbackResult result, String by) {
        return one(id).thenCompose(found ->
                found.isEmpty()
                        ? CompletableFuture.completedStage(Optional.empty())
                        : close(found.get(), result, by));
    }

    /** The same of one that was on it a moment ago. */
    CompletionStage<Optional<T>> close(T one, CallbackResult result, String by) {
        CallbackText.Closing how = how(one, result, by);
        String id = entries.id().apply(one);
        return store.close(id, CallbackText.write(how))
                .thenApply(gone -> {
                    if (!gone) {
                        return Optional.empty();
                    }
                    telling.closed(id, closing(how));
                    return Optional.of(one);
                });
    }

    CompletionStage<List<T>> all() {
        return store.all().thenApply(this::read);
    }

    CompletionStage<Optional<T>> one(String id) {
        return store.one(id).thenApply(kept -> read(kept).stream().findFirst());
    }

    private List<T> read(CallbackStore.Contents kept) {
        List<T> all = new ArrayList<>();
        kept.texts()
                .forEach((id, text) ->
                        entries.reader()
                                .read(id, text, CallbackText.progress(id, kept))
                                .ifPresentOrElse(all::add, () -> telling.damaged(id)));
        all.sort(entries.order());
        return all;
    }

    /** How many were on it when it was last looked at, some seconds ago. */
    int open() {
        return telling.open();
    }

    @Override
    public void close() {
        telling.close();
    }
}
