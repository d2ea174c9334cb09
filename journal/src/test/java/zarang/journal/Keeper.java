package zarang.journal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import zarang.call.CallId;
import zarang.call.journal.CallFact;
import zarang.call.journal.JournalConsumer;
import zarang.call.journal.JournalEntry;

/** A consumer that keeps what it gets, in order. */
final class Keeper implements JournalConsumer {
    final List<JournalEntry> got = new CopyOnWriteArrayList<>();

    @Override
    public String name() {
        return "keeper";
    }

    @Override
    public void accept(JournalEntry entry, long sequence) {
        got.add(entry);
    }

    List<String> ids() {
        return got.stream().map(JournalEntry::id).toList();
    }

    boolean has(CallId call, Class<? extends CallFact> fact) {
        return got.stream().anyMatch(e -> e.call().equals(call) && fact.isInstance(e.fact()));
    }

    CallFact.CallEnded end(CallId call) {
        return got.stream()
                .filter(e -> e.call().equals(call))
                .map(JournalEntry::fact)
                .filter(CallFact.CallEnded.class::isInstance)
                .map(CallFact.CallEnded.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
