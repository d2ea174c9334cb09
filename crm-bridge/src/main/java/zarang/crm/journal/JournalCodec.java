package zarang.crm.journal;

import java.time.DateTimeException;
import java.time.Instant;
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

    private static String text(JsonNode root, String name) throws UnreadableEntryException {
        JsonNode value = root.get(name);
        if (value == null || !value.isString()) {
            throw new UnreadableEntryException(name + ": expected text");
        }
        return value.stringValue();
    }
}
