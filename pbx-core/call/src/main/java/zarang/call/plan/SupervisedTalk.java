package zarang.call.plan;

import zarang.call.AgentId;

/**
 * What a supervisor has dialled: to be in the talk of an agent.
 *
 * @param agent whose talk
 */
public record SupervisedTalk(AgentId agent, SupervisionMode mode) {}
