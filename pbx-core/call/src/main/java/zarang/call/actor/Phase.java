package zarang.call.actor;

import zarang.call.AgentId;
import zarang.call.CallTermination;
import zarang.call.LegId;
import zarang.call.QueueName;
import zarang.call.loop.Moment;
import zarang.call.queue.OfferId;

/**
 * Where a call is.
 *
 * <pre>
 *   InScript ──JoinQueue──▶ Waiting ──Offered──▶ Ringing ──Answered──▶ Talking
 *      ▲                     │  ▲                  │                     │
 *      ├──full, max-wait…────┘  └──not taken───────┘                     │
 *      └──agent hung up──────────────────────────────────────────────────┘
 *   any ──Zarang stops the call──▶ Closing ──last words said──▶ Over
 *   any ──caller gone, script's end──▶ Over
 * </pre>
 */
sealed interface Phase {
    record InScript() implements Phase {}

    record Waiting(QueueName queue) implements Phase {}

    record Ringing(QueueName queue, OfferId offer, AgentId agent, LegId agentLeg)
            implements Phase {}

    record Talking(QueueName queue, OfferId offer, AgentId agent, LegId agentLeg, Moment since)
            implements Phase {}

    /**
     * The caller hears why the call ends.
     *
     * @param termination how it ends, whatever the caller does meanwhile
     */
    record Closing(CallTermination termination) implements Phase {}

    record Over(CallTermination termination) implements Phase {}
}
