package zarang.server.log;

import java.util.Optional;
import java.util.function.Function;
import zarang.call.MemberId;
import zarang.call.PhoneNumber;
import zarang.call.fact.FactWriter;

/**
 * A fact's fields as {@code name=value} pairs, each after a blank; {@code waitedMs} is waited-ms.
 */
final class FactWords implements FactWriter {
    private final Function<Optional<PhoneNumber>, String> callers;
    private final StringBuilder line = new StringBuilder();

    /**
     * @param callers how a caller's number is shown, with a blank before it; empty if it is not
     */
    FactWords(Function<Optional<PhoneNumber>, String> callers) {
        this.callers = callers;
    }

    @Override
    public FactWriter text(String name, String value) {
        line.append(' ');
        for (int i = 0; i < name.length(); i++) {
            char letter = name.charAt(i);
            if (Character.isUpperCase(letter)) {
                line.append('-').append(Character.toLowerCase(letter));
            } else {
                line.append(letter);
            }
        }
        line.append('=').append(value);
        return this;
    }

    @Override
    public FactWriter number(String name, long value) {
        return text(name, Long.toString(value));
    }

    @Override
    public FactWriter flag(String name, boolean value) {
        return text(name, Boolean.toString(value));
    }

    @Override
    public FactWriter quoted(String name, String value) {
        return text(name, '"' + value + '"');
    }

    @Override
    public FactWriter member(MemberId member) {
        return text("member", member.value());
    }

    @Override
    public FactWriter caller(Optional<PhoneNumber> number) {
        line.append(callers.apply(number));
        return this;
    }

    @Override
    public String toString() {
        return line.toString();
    }
}
