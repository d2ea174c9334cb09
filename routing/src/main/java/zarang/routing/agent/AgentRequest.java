package zarang.routing.agent;

import zarang.call.AgentId;
import zarang.call.Words;

/**
 * Somebody wants something of an agent.
 *
 * @param by who, for the record: {@link #SELF}, or the label of a token; at most 64 characters, the
 *     rest is left out
 */
public record AgentRequest(AgentId agent, AgentWish wish, String by) {
    /** The agent itself, at its phone. */
    public static final String SELF = "agent";

    private static final int BY_MAX = 64;

    public AgentRequest {
        by = Words.cut(by, BY_MAX);
    }
}
