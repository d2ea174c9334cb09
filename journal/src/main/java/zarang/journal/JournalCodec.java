package zarang.journal;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import zarang.call.CallId;
import zarang.call.journal.JournalEntry;

/**
 * A journal entry as one line of JSON, in the spool and in the stream. Any thread.
 *
 * <pre>
 * {"v":1,"id":"…","call":"01J…","at":"2026-03-21T08:00:00.123Z","type":"call.started","data":{…}}
 * </pre>
 *
 * <p>{@code v} is the format: a reader refuses a higher one, since it would not be able to tell
 * what it is missing. New fields do not raise it; {@link FactCodec} names those of {@code data}.
 */
public final class JournalCodec {
    private static final int VERSION = 1;

    private final JsonMapper mapper = JsonMapper.builder().build();
    private final Predicate<String> knows;

    public JournalCodec() {
        this(type -> true);
    }

    /**
     * @param knows types that are read, where a test plays an older version
     */
    JournalCodec(Predicate<String> knows) {
        this.knows = knows;
    }

    /** One line, without a line break in it. */
    public String encode(JournalEntry entry) {
        ObjectNode root = mapper.createObjectNode();
        root.put("v", VERSION).put("id", entry.id()).put("call", entry.call().value());
        root.put("at", entry.at().toString()).put("type", entry.fact().type());
        root.set("data", FactCodec.write(entry.fact()));
        return mapper.writeValueAsString(root);
    }

    /**
     * Reads what {@link #encode} wrote, in this version or a later one.
     *
     * @throws UnreadableEntryException not JSON, not an entry, of a higher format or unknown type
     */
    public JournalEntry decode(String json) throws UnreadableEntryException {
        JsonNode root;
        try {
            root = mapper.readTree(json);
        } catch (JacksonException e) {
            // the parser's own message quotes the text, which may hold a caller's number
            throw new UnreadableEntryException("not JSON: " + e.getClass().getSimpleName());
        }
        JsonNode version = root.get("v");
        if (version == null || !version.isInt() || version.intValue() > VERSION) {
            throw new UnreadableEntryException("format " + version + ", at most " + VERSION);
        }
        if (!knows.test(text(root, "type"))) {
            throw new UnreadableEntryException("unknown type " + text(root, "type"));
        }
        JsonNode data = root.get("data");
        if (data == null || !data.isObject()) {
            throw new UnreadableEntryException("data: expected an object");
        }
        try {
            return new JournalEntry(
                    text(root, "id"),
                    new CallId(text(root, "call")),
                    Instant.parse(text(root, "at")),
                    FactCodec.read(text(root, "type"), data));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new UnreadableEntryException("call or at: out of range", e);
        }
    }

    /**
     * What the store must know of an entry that it passes on as it is, whatever version wrote it.
     *
     * @param member who called, if the entry says so; else empty
     * @param caller the caller's number, if the entry says so; else empty
     * @param json the whole entry, as it was written
     */
    record Envelope(
            String id,
            String call,
            String type,
            long atMs,
            String member,
            String caller,
            String json) {}

    /**
     * Reads no more than the envelope, so that entries of later versions go on unharmed.
     *
     * @throws UnreadableEntryException not even that can be read
     */
    Envelope envelope(String json) throws UnreadableEntryException {
        try {
            JsonNode root = mapper.readTree(json);
            JsonNode data = root.path("data");
            return new Envelope(
                    text(root, "id"),
                    text(root, "call"),
                    text(root, "type"),
                    Instant.parse(text(root, "at")).toEpochMilli(),
                    data.path("member").asString(""),
                    data.path("caller").asString(""),
                    json);
        } catch (JacksonException e) {
            throw new UnreadableEntryException("not JSON: " + e.getClass().getSimpleName());
        } catch (DateTimeException | ArithmeticException e) {
            throw new UnreadableEntryException("at: out of range", e);
        }
    }

    private static String text(JsonNode root, String name) throws UnreadableEntryException {
        JsonNode value = root.get(name);
        if (value == null || !value.isString()) {
            throw new UnreadableEntryException(name + ": expected text");
        }
        return value.stringValue();
    }
}
