package zarang.call.verb;

import zarang.call.AgentId;
import zarang.call.QueueName;
import zarang.call.engine.DialTarget;
import zarang.call.queue.OfferId;

/** A caller of a queue who was offered to an agent. */
record AgentOffer(QueueName queue, OfferId id, AgentId agent, DialTarget target) {}
