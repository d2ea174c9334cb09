package zarang.journal;

import java.time.DateTimeException;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.json.JsonMapper;
import zarang.call.fact.FactType;
import zarang.call.fact.FactTypes;
import zarang.call.fact.UnreadableEntryException;
import zarang.call.journal.StoredEntry;

/** Reads what {@link JournalCodec} wrote, in this version or another. Any thread. */
final class EntryReader {
    private final JsonMapper mapper = JsonMapper.builder().build();
    private final FactTypes types;

    /**
     * @param types the facts that this version knows
     */
    EntryReader(FactTypes types) {
        this.types = types;
    }

    /** The names of those that this version knows and that are such. */
    List<String> namesOf(Predicate<FactType<?>> such) {
        return types.all().stream().filter(such).map(FactType::name).toList();
    }

    /**
     * An entry of the spool, for the store.
     *
     * @throws UnreadableEntryException not even its envelope can be read
     */
    SpooledEntry fromSpool(String line) throws UnreadableEntryException {
        Envelope envelope = EnvelopeReader.readWithNote(mapper, types, line);
        try {
            return new SpooledEntry(
                    envelope.id(),
                    envelope.subject(),
                    envelope.at().toEpochMilli(),
                    envelope.note(),
                    envelope.streamType(),
                    envelope.text().forStream());
        } catch (DateTimeException | ArithmeticException e) {
            throw new UnreadableEntryException("at: out of range", e);
        }
    }

    /**
     * An entry for a consumer; its fact is not read yet.
     *
     * @throws UnreadableEntryException not an entry, of a higher format or of an unknown kind
     */
    StoredEntry fromStream(String line) throws UnreadableEntryException {
        Envelope envelope = EnvelopeReader.read(mapper, line);
        if (envelope.version() < 0 || envelope.version() > JournalCodec.VERSION) {
            throw new UnreadableEntryException(
                    "format " + envelope.version() + ", at most " + JournalCodec.VERSION);
        }
        check(envelope);
        FactType<?> type =
                types.named(envelope.type())
                        .orElseThrow(() ->
                                new UnreadableEntryException("unknown type " + envelope.type()));
        return new LazyEntry(mapper, envelope, type);
    }

    private static void check(Envelope envelope) throws UnreadableEntryException {
        try {
            var _ = envelope.subject().call();
        } catch (IllegalArgumentException e) {
            throw new UnreadableEntryException("call: out of range", e);
        }
    }
}
