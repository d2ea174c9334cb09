package zarang.call.fact;

import zarang.call.QueueName;
import zarang.call.Tier;

/**
 * Somebody gave a waiting caller another place in its queue.
 *
 * @param tier that it counts as from now on
 * @param aheadMs how much earlier than it came it counts as having come, beside its tier
 * @param position 1 and up
 */
public record QueueReprioritised(QueueName queue, Tier tier, long aheadMs, int position, String by)
        implements Fact {
    public static final FactType<QueueReprioritised> TYPE =
            FactType.of("queue.reprioritised", QueueReprioritised.class, QueueReprioritised::read)
                    .marks(CallMark.ANSWERED);

    private static QueueReprioritised read(FactReader from) throws UnreadableEntryException {
        return new QueueReprioritised(
                from.queue(),
                from.tier(),
                from.number("aheadMs"),
                Math.toIntExact(from.number("position")),
                from.text("by"));
    }

    @Override
    public FactType<QueueReprioritised> type() {
        return TYPE;
    }

    @Override
    public void write(FactWriter to) {
        to.queue(queue).tier(tier).number("aheadMs", aheadMs).number("position", position);
        to.text("by", by);
    }

    @Override
    public void describe(FactWriter to) {
        to.queue(queue).tier(tier).number("aheadMs", aheadMs).number("position", position);
        to.quoted("by", by);
    }
}
