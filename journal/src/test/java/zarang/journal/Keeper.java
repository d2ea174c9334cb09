package zarang.journal;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import zarang.call.CallId;
import zarang.call.fact.CallEnded;
import zarang.call.fact.FactType;
import zarang.call.fact.Subject;
import zarang.call.fact.UnreadableEntryException;
import zarang.call.journal.JournalConsumer;
import zarang.call.journal.StoredEntry;

/** A consumer that reads all that it gets and keeps it, in order. */
final class Keeper implements JournalConsumer {
    final List<StoredEntry> got = new CopyOnWriteArrayList<>();

    @Override
    public String name() {
        return "keeper";
    }

    @Override
    public void accept(StoredEntry entry, long sequence) throws UnreadableEntryException {
        if (entry.as(entry.type()).isEmpty()) {
            throw new AssertionError("an entry is not of its own kind");
        }
        got.add(entry);
    }

    List<String> ids() {
        return got.stream().map(StoredEntry::id).toList();
    }

    boolean has(CallId call, FactType<?> type) {
        return got.stream().anyMatch(e -> e.subject().equals(Subject.of(call)) && e.type() == type);
    }

    CallEnded end(CallId call) {
        return got.stream()
                .filter(e -> e.subject().equals(Subject.of(call)))
                .flatMap(e -> ended(e).stream())
                .findFirst()
                .orElseThrow();
    }

    static Optional<CallEnded> ended(StoredEntry entry) {
        try {
            return entry.as(CallEnded.TYPE);
        } catch (UnreadableEntryException e) {
            throw new AssertionError(e);
        }
    }
}
