package zarang.call.fact;

import zarang.call.QueueName;
import zarang.call.Tier;

/**
 * The caller waits for an agent.
 *
 * @param position 1 and up
 */
public record QueueJoined(QueueName queue, Tier tier, int position) implements Fact {
    public static final FactType<QueueJoined> TYPE =
            FactType.of("queue.joined", QueueJoined.class, QueueJoined::read)
                    .marks(CallMark.ANSWERED);

    private static QueueJoined read(FactReader from) throws UnreadableEntryException {
        return new QueueJoined(from.queue(), from.tier(), Math.toIntExact(from.number("position")));
    }

    @Override
    public FactType<QueueJoined> type() {
        return TYPE;
    }

    @Override
    public void write(FactWriter to) {
        to.queue(queue).tier(tier).number("position", position);
    }

    @Override
    public void describe(FactWriter to) {
        write(to);
    }
}
