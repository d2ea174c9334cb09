package zarang.journal;

import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import zarang.call.MemberId;
import zarang.call.PhoneNumber;
import zarang.call.fact.FactWriter;

/** Writes a fact's fields as they lie in the journal and go into a webhook's {@code data}. */
record JsonFactWriter(JsonGenerator json) implements FactWriter {
    @Override
    public FactWriter text(String name, String value) {
        json.writeStringProperty(name, value);
        return this;
    }

    @Override
    public FactWriter number(String name, long value) {
        json.writeNumberProperty(name, value);
        return this;
    }

    @Override
    public FactWriter flag(String name, boolean value) {
        json.writeBooleanProperty(name, value);
        return this;
    }

    @Override
    public FactWriter member(MemberId member) {
        return text("member", member.value());
    }

    @Override
    public FactWriter caller(Optional<PhoneNumber> number) {
        number.ifPresent(caller -> text("caller", caller.e164()));
        return this;
    }
}
