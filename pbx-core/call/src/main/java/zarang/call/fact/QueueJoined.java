package zarang.call.fact;

import java.time.Instant;
import java.util.Optional;
import zarang.call.QueueName;
import zarang.call.Tier;

/**
 * The caller waits for an agent.
 *
 * @param position 1 and up
 * @param waitingSince when it began to; earlier versions do not say it
 */
public record QueueJoined(QueueName queue, Tier tier, int position, Optional<Instant> waitingSince)
        implements Fact {
    public static final FactType<QueueJoined> TYPE =
            FactType.of("queue.joined", QueueJoined.class, QueueJoined::read)
                    .marks(CallMark.ANSWERED);

    private static QueueJoined read(FactReader from) throws UnreadableEntryException {
        return new QueueJoined(
                from.queue(),
                from.tier(),
                Math.toIntExact(from.number("position")),
                from.maybeTime(CallerWait.SINCE));
    }

    @Override
    public FactType<QueueJoined> type() {
        return TYPE;
    }

    @Override
    public void write(FactWriter to) {
        to.queue(queue).tier(tier).number("position", position);
        waitingSince.ifPresent(since -> to.time(CallerWait.SINCE, since));
    }

    @Override
    public void describe(FactWriter to) {
        write(to);
    }
}
