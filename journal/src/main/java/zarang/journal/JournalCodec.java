package zarang.journal;

import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;
import zarang.call.fact.Fact;
import zarang.call.fact.Subject;
import zarang.call.journal.JournalEntry;

/**
 * Writes an entry, once: these bytes lie in the spool, go into the stream and, from {@code data}
 * on, into the webhook's body. Any thread.
 *
 * <pre>
 * {"v":1,"id":"…","call":"01J…","at":"2026-03-21T08:00:00.123Z","type":"call.started",
 *  "mark":"begins","member":"…","caller":"+98…","data":{…}}
 * </pre>
 *
 * <p>What stands before {@code data} is the envelope: all that is needed to pass the entry on, so
 * that it goes on unharmed through a version that does not know the fact. {@code call} is {@code
 * "subject":"kind:id"} where the entry is not about a call. {@code mark}, {@code member} and {@code
 * caller} are for the record of open calls; the stream does not keep them. {@code v} is the format:
 * a reader refuses a higher one, since it would not be able to tell what it is missing. New fields
 * do not raise it.
 */
final class JournalCodec {
    static final int VERSION = 1;

    private static final int USUAL_BYTES = 512;

    private final JsonMapper mapper = JsonMapper.builder().build();

    /** One line in UTF-8, without a line break in it. */
    byte[] encode(JournalEntry entry) {
        Fact fact = entry.fact();
        CallNote note = CallNote.of(fact);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
        try (JsonGenerator json = mapper.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberProperty("v", VERSION);
            json.writeStringProperty("id", entry.id());
            subject(entry.subject(), json);
            json.writeStringProperty("at", entry.at().toString());
            json.writeStringProperty("type", fact.type().name());
            json.writeStringProperty("mark", note.mark());
            if (!note.member().isEmpty()) {
                json.writeStringProperty("member", note.member());
            }
            if (!note.caller().isEmpty()) {
                json.writeStringProperty("caller", note.caller());
            }
            json.writeName("data");
            json.writeStartObject();
            fact.write(new JsonFactWriter(json));
            json.writeEndObject();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void subject(Subject subject, JsonGenerator json) {
        if (subject.isCall()) {
            json.writeStringProperty("call", subject.id());
        } else {
            json.writeStringProperty("subject", subject.toString());
        }
    }
}
