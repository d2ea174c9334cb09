package zarang.loyalty.points;

import java.time.Instant;
import java.util.Optional;
import zarang.call.fact.FactType;
import zarang.call.fact.Subject;
import zarang.call.journal.JournalEntry;
import zarang.call.journal.StoredEntry;

/** An entry as a journal would give it back, without one. */
record GivenEntry(JournalEntry entry) implements StoredEntry {
    @Override
    public String id() {
        return entry.id();
    }

    @Override
    public Subject subject() {
        return entry.subject();
    }

    @Override
    public Instant at() {
        return entry.at();
    }

    @Override
    public String timestamp() {
        return entry.at().toString();
    }

    @Override
    public FactType<?> type() {
        return entry.fact().type();
    }

    @Override
    public String data() {
        throw new UnsupportedOperationException("nobody here reads it");
    }

    @Override
    public <F> Optional<F> as(FactType<F> type) {
        return Optional.<Object>of(entry.fact())
                .filter(type.kind()::isInstance)
                .map(type.kind()::cast);
    }
}
