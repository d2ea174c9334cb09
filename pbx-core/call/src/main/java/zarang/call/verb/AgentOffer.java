package zarang.call.verb;

import zarang.call.AgentId;
import zarang.call.QueueName;
import zarang.call.engine.DialTarget;
import zarang.call.fact.Subject;
import zarang.call.queue.OfferId;
import zarang.call.queue.QueueEvent;

/**
 * A caller of a queue who was offered to an agent.
 *
 * @param subject under which it waited: its call, or a call-back
 */
record AgentOffer(Subject subject, QueueName queue, OfferId id, AgentId agent, DialTarget target) {
    static AgentOffer of(QueueEvent.Offered offered, QueueName queue) {
        return new AgentOffer(
                offered.subject(), queue, offered.offer(), offered.agent(), offered.target());
    }
}
