package zarang.call.journal;

import java.time.Instant;
import java.util.Optional;
import zarang.call.fact.FactType;
import zarang.call.fact.Subject;
import zarang.call.fact.UnreadableEntryException;

/**
 * An entry as the journal gives it back. Its fact is read when somebody asks for it, and only then:
 * a consumer that looks at the type alone costs no more than that. The consumer's thread.
 */
public interface StoredEntry {
    String id();

    Subject subject();

    Instant at();

    /** {@link #at} as it was written: UTC, ISO 8601. Costs nothing. */
    String timestamp();

    FactType<?> type();

    /** The fact's own fields as a JSON object: the text that was written, unchanged. */
    String data();

    /**
     * The fact, if it is of this kind; else nothing, and nothing is read.
     *
     * @throws UnreadableEntryException a field is missing or wrong: let it through, and the entry
     *     waits for a version that can read it
     */
    <F> Optional<F> as(FactType<F> type) throws UnreadableEntryException;
}
