package zarang.call.engine;

import java.util.Optional;
import zarang.call.AgentId;
import zarang.call.QueueName;
import zarang.call.Tier;

/**
 * What the phone that is rung shows of who calls.
 *
 * @param name display name; plain text, may be empty
 * @param user a number as the phone may dial it, or {@code anonymous}; plain text, may be empty
 * @param queue the line that the caller waited in
 * @param tier the caller's
 * @param handedOnBy the agent who hands the caller on; empty if nobody does
 * @param pressed what the caller chose in menus, the first choice first, such as {@code 1-2}; may
 *     be empty
 * @param rungFor what the phone is rung for
 */
public record CallerShown(
        String name,
        String user,
        Optional<QueueName> queue,
        Optional<Tier> tier,
        Optional<AgentId> handedOnBy,
        String pressed,
        RungFor rungFor) {
    /** One who calls, and chose nothing in a menu. */
    public CallerShown(
            String name,
            String user,
            Optional<QueueName> queue,
            Optional<Tier> tier,
            Optional<AgentId> handedOnBy) {
        this(name, user, queue, tier, handedOnBy, "", RungFor.CALL);
    }

    /** Name and number, and nothing of a queue. */
    public static CallerShown of(String name, String user) {
        return new CallerShown(name, user, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same, on a phone that is rung for that. */
    public CallerShown on(RungFor purpose) {
        return new CallerShown(name, user, queue, tier, handedOnBy, pressed, purpose);
    }

    /** The same, handed on by that agent. */
    public CallerShown by(AgentId agent) {
        return new CallerShown(name, user, queue, tier, Optional.of(agent), pressed, rungFor);
    }
}
