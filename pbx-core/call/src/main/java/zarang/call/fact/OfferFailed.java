package zarang.call.fact;

import zarang.call.AgentId;
import zarang.call.QueueName;

/**
 * An agent did not take an offer; the caller waits on.
 *
 * @param reason such as {@code no-answer}, {@code busy}
 */
public record OfferFailed(QueueName queue, AgentId agent, String reason) implements Fact {
    public static final FactType<OfferFailed> TYPE =
            FactType.of("offer.failed", OfferFailed.class, OfferFailed::read)
                    .marks(CallMark.ANSWERED);

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
