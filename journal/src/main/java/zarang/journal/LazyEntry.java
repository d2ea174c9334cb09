package zarang.journal;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import zarang.call.fact.FactType;
import zarang.call.fact.Subject;
import zarang.call.fact.UnreadableEntryException;
import zarang.call.journal.StoredEntry;

/** Reads its fact once, when somebody asks for it. The consumer's thread. */
final class LazyEntry implements StoredEntry {
    private final JsonMapper mapper;
    private final Envelope envelope;
    private final FactType<?> type;
    private @Nullable Object fact;

    LazyEntry(JsonMapper mapper, Envelope envelope, FactType<?> type) {
        this.mapper = mapper;
        this.envelope = envelope;
        this.type = type;
    }

    @Override
    public String id() {
        return envelope.id();
    }

    @Override
    public Subject subject() {
        return envelope.subject();
    }

    @Override
    public Instant at() {
        return envelope.at();
    }

    @Override
    public String timestamp() {
        return envelope.timestamp();
    }

    @Override
    public FactType<?> type() {
        return type;
    }

    @Override
    public String data() {
        return envelope.text().data();
    }

    @Override
    public <F> Optional<F> as(FactType<F> wanted) throws UnreadableEntryException {
        return wanted == type ? Optional.of(wanted.kind().cast(fact())) : Optional.empty();
    }

    private Object fact() throws UnreadableEntryException {
        Object known = fact;
        if (known == null) {
            try {
                var _ = at();
                known = type.read(new JsonFactReader(type.name(), mapper.readTree(data())));
            } catch (DateTimeException e) {
                throw new UnreadableEntryException("at: out of range", e);
            } catch (JacksonException e) {
                // the parser's own message quotes the text, which may hold a caller's number
                throw new UnreadableEntryException("not JSON: " + e.getClass().getSimpleName());
            }
            fact = known;
        }
        return known;
    }
}
