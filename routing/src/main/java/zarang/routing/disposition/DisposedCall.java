package zarang.routing.disposition;

import java.time.Instant;
import java.util.Optional;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.QueueName;

/**
 * A call in which an agent talked, and what is said of it.
 *
 * @param agent who talked in it last
 * @param queue that the caller came out of
 * @param said empty until something is
 */
public record DisposedCall(
        CallId call, AgentId agent, Optional<QueueName> queue, Optional<Said> said) {
    /**
     * What is said of it now.
     *
     * @param code id of a {@link Disposition}
     * @param notes may be empty
     * @param by who said so, such as {@code api owner}
     * @param revision 1 for what was said first; one more each time that it was changed
     */
    public record Said(String code, String notes, String by, Instant at, int revision) {}
}
