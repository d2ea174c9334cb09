package zarang.call.verb;

import zarang.call.AgentId;
import zarang.call.plan.SupervisionMode;

/**
 * A supervisor of a talk.
 *
 * @param joined otherwise its phone rings
 */
public record Supervision(AgentId supervisor, SupervisionMode mode, boolean joined) {}
