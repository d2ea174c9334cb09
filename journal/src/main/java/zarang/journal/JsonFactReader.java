package zarang.journal;

import tools.jackson.databind.JsonNode;
import zarang.call.fact.FactReader;
import zarang.call.fact.UnreadableEntryException;

/** Reads what {@link JsonFactWriter} wrote. */
record JsonFactReader(String type, JsonNode data) implements FactReader {
    @Override
    public boolean has(String name) {
        return data.hasNonNull(name);
    }

    @Override
    public String text(String name) throws UnreadableEntryException {
        JsonNode value = data.get(name);
        if (value == null || !value.isString()) {
            throw missing(name, "text");
        }
        return value.stringValue();
    }

    @Override
    public long number(String name) throws UnreadableEntryException {
        JsonNode value = data.get(name);
        if (value == null || !value.isIntegralNumber() || !value.canConvertToLong()) {
            throw missing(name, "a whole number");
        }
        return value.longValue();
    }

    @Override
    public boolean flag(String name) throws UnreadableEntryException {
        JsonNode value = data.get(name);
        if (value == null || !value.isBoolean()) {
            throw missing(name, "true or false");
        }
        return value.booleanValue();
    }

    private UnreadableEntryException missing(String name, String expected) {
        return new UnreadableEntryException(type + "." + name + ": expected " + expected);
    }
}
