package zarang.journal;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;
import zarang.call.fact.FactTypes;
import zarang.call.fact.Subject;
import zarang.call.fact.UnreadableEntryException;

/**
 * Reads an entry's envelope and stops where its data begins. One thread, one line.
 *
 * <p>Knows no fact: an entry of a later version is read like any other.
 */
final class EnvelopeReader {
    private static final int UNSET = -1;

    private final String line;
    private int version = UNSET;
    private String id = "";
    private @Nullable Subject subject;
    private String timestamp = "";
    private String type = "";
    private @Nullable String mark;
    private String member = "";
    private String caller = "";
    private int noteFrom = UNSET;

    private EnvelopeReader(String line) {
        this.line = line;
    }

    /**
     * Reads the envelope of an entry in the stream.
     *
     * @throws UnreadableEntryException not even that can be read
     */
    static Envelope read(JsonMapper mapper, String line) throws UnreadableEntryException {
        return new EnvelopeReader(line).parse(mapper, null);
    }

    /**
     * Reads the envelope of an entry in the spool. One of an earlier version has no note: that is
     * found in its data then.
     *
     * @param types for the marks of such entries
     * @throws UnreadableEntryException not even that can be read
     */
    static Envelope readWithNote(JsonMapper mapper, FactTypes types, String line)
            throws UnreadableEntryException {
        return new EnvelopeReader(line).parse(mapper, types);
    }

    private Envelope parse(JsonMapper mapper, @Nullable FactTypes types)
            throws UnreadableEntryException {
        try (JsonParser json = mapper.createParser(line)) {
            EntryText text = readToData(json);
            if (types != null && mark == null) {
                mark = types.named(type).map(known -> known.mark().word()).orElse("");
                lookIntoData(json);
            }
            if (subject == null || timestamp.isEmpty() || id.isEmpty() || type.isEmpty()) {
                throw new UnreadableEntryException("envelope: id, call, type or at is missing");
            }
            CallNote note = new CallNote(mark == null ? "" : mark, member, caller);
            return new Envelope(version, id, subject, type, timestamp, note, text);
        } catch (JacksonException e) {
            // the parser's own message quotes the text, which may hold a caller's number
            throw new UnreadableEntryException("not JSON: " + e.getClass().getSimpleName());
        } catch (IllegalArgumentException e) {
            throw new UnreadableEntryException("call or subject: out of range", e);
        }
    }

    private EntryText readToData(JsonParser json) throws UnreadableEntryException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new UnreadableEntryException("expected an object");
        }
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            int nameFrom = offset(json);
            JsonToken value = json.nextToken();
            if (name.equals("data")) {
                if (value != JsonToken.START_OBJECT) {
                    throw new UnreadableEntryException("data: expected an object");
                }
                int from = noteFrom == UNSET ? nameFrom : noteFrom;
                return new EntryText(line, from, nameFrom, offset(json));
            }
            take(json, name, nameFrom);
        }
        throw new UnreadableEntryException("data: expected an object");
    }

    private void take(JsonParser json, String name, int nameFrom) throws UnreadableEntryException {
        switch (name) {
            case "v" ->
                    version =
                            json.currentToken() == JsonToken.VALUE_NUMBER_INT
                                    ? json.getIntValue()
                                    : UNSET;
            case "id" -> id = text(json, name);
            case "call" -> subject = new Subject("call", text(json, name));
            case "subject" -> subject = Subject.parse(text(json, name));
            case "at" -> timestamp = text(json, name);
            case "type" -> type = text(json, name);
            case "mark" -> {
                mark = text(json, name);
                noteFrom = nameFrom;
            }
            case "member" -> member = text(json, name);
            case "caller" -> caller = text(json, name);
            default -> {
                // of a later version: goes on as it is, with all that stands before it
                json.skipChildren();
                noteFrom = UNSET;
            }
        }
    }

    private void lookIntoData(JsonParser json) throws UnreadableEntryException {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals("member") && value == JsonToken.VALUE_STRING) {
                member = text(json, name);
            } else if (name.equals("caller") && value == JsonToken.VALUE_STRING) {
                caller = text(json, name);
            } else {
                json.skipChildren();
            }
        }
    }

    private static int offset(JsonParser json) {
        return Math.toIntExact(json.currentTokenLocation().getCharOffset());
    }

    private static String text(JsonParser json, String name) throws UnreadableEntryException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw new UnreadableEntryException(name + ": expected text");
        }
        return json.getString();
    }
}
