package zarang.call.fact;

import java.time.Instant;
import java.util.Optional;
import zarang.call.AgentId;
import zarang.call.MemberId;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.Words;

/**
 * Takes a fact's fields, in order.
 *
 * <p>Names are camelCase and never change their meaning; units stand last in a name.
 */
public interface FactWriter {
    FactWriter text(String name, String value);

    FactWriter number(String name, long value);

    FactWriter flag(String name, boolean value);

    /** The field {@code member}: which member of the club the fact is about. */
    FactWriter member(MemberId member);

    /** The field {@code caller}: the trusted number of whom the fact is about. */
    FactWriter caller(Optional<PhoneNumber> number);

    default FactWriter queue(QueueName queue) {
        return text("queue", queue.value());
    }

    default FactWriter agent(AgentId agent) {
        return text("agent", agent.value());
    }

    default FactWriter tier(Tier tier) {
        return text("tier", tier.name());
    }

    /** Text of several words. */
    default FactWriter quoted(String name, String value) {
        return text(name, value);
    }

    /** A constant, in small letters with dashes. */
    default FactWriter word(String name, Enum<?> value) {
        return text(name, Words.of(value));
    }

    default FactWriter time(String name, Instant at) {
        return text(name, at.toString());
    }
}
