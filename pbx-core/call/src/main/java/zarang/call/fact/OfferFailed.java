package zarang.call.fact;

import zarang.call.AgentId;
import zarang.call.QueueName;

/**
 * An agent did not take an offer; the caller waits on, or talks with another.
 *
 * @param reason such as {@code no-answer}, {@code busy}
 */
public record OfferFailed(QueueName queue, AgentId agent, String reason) implements Fact {
    /** The floor took it back: the agent or its lease is gone. */
    public static final String REVOKED = "revoked";

    /** Another agent who was rung for the same caller was quicker. */
    public static final String ELSEWHERE = "elsewhere";

    public static final FactType<OfferFailed> TYPE =
            FactType.of("offer.failed", OfferFailed.class, OfferFailed::read)
                    .marks(CallMark.ANSWERED);

    /** Whether the agent could have taken it, and did not. */
    public boolean isMiss() {
        return !reason.equals(REVOKED) && !reason.equals(ELSEWHERE);
    }

    private static OfferFailed read(FactReader from) throws UnreadableEntryException {
        return new OfferFailed(from.queue(), from.agent(), from.text("reason"));
    }

    @Override
    public FactType<OfferFailed> type() {
        return TYPE;
    }

    @Override
    public void write(FactWriter to) {
        to.queue(queue).agent(agent).text("reason", reason);
    }

    @Override
    public void describe(FactWriter to) {
        write(to);
    }
}
