package zarang.routing.statistics;

import java.time.Instant;
import java.util.Optional;
import zarang.call.fact.Fact;
import zarang.call.fact.FactType;
import zarang.call.fact.Subject;
import zarang.call.journal.StoredEntry;

/** An entry of the journal as a consumer gets it. */
public record ToldEntry(String id, Subject subject, Instant at, Fact fact) implements StoredEntry {
    @Override
    public String timestamp() {
        return at.toString();
    }

    @Override
    public FactType<?> type() {
        return fact.type();
    }

    @Override
    public String data() {
        return "{}";
    }

    @Override
    public <F> Optional<F> as(FactType<F> type) {
        return type == fact.type() ? Optional.of(type.kind().cast(fact)) : Optional.empty();
    }
}
