package zarang.call.fact;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import zarang.call.AgentId;
import zarang.call.MemberId;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.Tier;

/**
 * Gives a fact's fields by name, and names the one that is at fault, never its value. A field that
 * nobody asks for is one of a later version.
 */
public interface FactReader {
    String text(String name) throws UnreadableEntryException;

    /** A whole number. */
    long number(String name) throws UnreadableEntryException;

    boolean flag(String name) throws UnreadableEntryException;

    boolean has(String name);

    /** Text that may be absent. */
    default Optional<String> maybe(String name) throws UnreadableEntryException {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    /** A whole number that older versions did not write. */
    default long number(String name, long absent) throws UnreadableEntryException {
        return has(name) ? number(name) : absent;
    }

    /** Whether something is so; not in what older versions wrote. */
    default boolean maybeFlag(String name) throws UnreadableEntryException {
        return has(name) && flag(name);
    }

    /** A time that may be absent. */
    default Optional<Instant> maybeTime(String name) throws UnreadableEntryException {
        return has(name) ? Optional.of(time(name)) : Optional.empty();
    }

    default QueueName queue() throws UnreadableEntryException {
        return new QueueName(text("queue"));
    }

    default AgentId agent() throws UnreadableEntryException {
        return new AgentId(text("agent"));
    }

    default Tier tier() throws UnreadableEntryException {
        return new Tier(text("tier"));
    }

    default MemberId member() throws UnreadableEntryException {
        return new MemberId(text("member"));
    }

    default Optional<PhoneNumber> caller() throws UnreadableEntryException {
        return maybe("caller").map(PhoneNumber::new);
    }

    /** A constant. */
    default <E extends Enum<E>> E word(String name, Class<E> kind) throws UnreadableEntryException {
        return Enum.valueOf(kind, text(name).toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    default Instant time(String name) throws UnreadableEntryException {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeParseException e) {
            throw new UnreadableEntryException(name + ": not a time", e);
        }
    }
}
