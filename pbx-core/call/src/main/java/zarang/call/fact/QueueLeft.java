package zarang.call.fact;

import java.time.Instant;
import java.util.Optional;
import zarang.call.QueueName;

/**
 * The caller stopped waiting without an agent.
 *
 * @param reason such as {@code abandoned}, {@code max-wait}, {@code full}
 * @param waitedMs since the caller began to wait this time
 * @param waitingSince when that was; earlier versions do not say it
 * @param refused whether the queue never let the caller in: there is no {@code queue.joined} of
 *     this wait
 */
public record QueueLeft(
        QueueName queue,
        String reason,
        long waitedMs,
        Optional<Instant> waitingSince,
        boolean refused)
        implements Fact {
    public static final FactType<QueueLeft> TYPE =
            FactType.of("queue.left", QueueLeft.class, QueueLeft::read).marks(CallMark.ANSWERED);

    private static QueueLeft read(FactReader from) throws UnreadableEntryException {
        return new QueueLeft(
                from.queue(),
                from.text("reason"),
                from.number("waitedMs"),
                from.maybeTime(CallerWait.SINCE),
                from.maybeFlag("refused"));
    }

    @Override
    public FactType<QueueLeft> type() {
        return TYPE;
    }

    @Override
    public void write(FactWriter to) {
        to.queue(queue).text("reason", reason).number("waitedMs", waitedMs);
        waitingSince.ifPresent(since -> to.time(CallerWait.SINCE, since));
        if (refused) {
            to.flag("refused", true);
        }
    }

    @Override
    public void describe(FactWriter to) {
        write(to);
    }
}
