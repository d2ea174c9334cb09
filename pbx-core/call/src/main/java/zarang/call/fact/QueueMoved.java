package zarang.call.fact;

import java.time.Instant;
import java.util.Optional;
import zarang.call.QueueName;

/**
 * The caller waits in another queue from now on; what it has waited counts there. {@code
 * queue.joined} of that queue follows.
 *
 * @param queue where it waited, or was not let in
 * @param to where it waits now
 * @param why {@code full}, {@code max-wait}, {@code no-agents}, {@code closed} or {@code
 *     supervisor}
 * @param by who moved it; empty: a rule of the queue did
 * @param waitedMs since the caller began to wait there
 * @param waitingSince when that was
 * @param refused whether {@code queue} never let the caller in: there is no {@code queue.joined} of
 *     that wait
 */
public record QueueMoved(
        QueueName queue,
        QueueName to,
        String why,
        Optional<String> by,
        long waitedMs,
        Optional<Instant> waitingSince,
        boolean refused)
        implements Fact {
    public static final FactType<QueueMoved> TYPE =
            FactType.of("queue.moved", QueueMoved.class, QueueMoved::read).marks(CallMark.ANSWERED);

    private static QueueMoved read(FactReader from) throws UnreadableEntryException {
        return new QueueMoved(
                from.queue(),
                new QueueName(from.text("to")),
                from.text("why"),
                from.maybe("by"),
                from.number("waitedMs"),
                from.maybeTime(CallerWait.SINCE),
                from.maybeFlag("refused"));
    }

    @Override
    public FactType<QueueMoved> type() {
        return TYPE;
    }

    @Override
    public void write(FactWriter to) {
        to.queue(queue).text("to", this.to.value()).text("why", why);
        by.ifPresent(who -> to.text("by", who));
        writeWait(to);
    }

    private void writeWait(FactWriter to) {
        to.number("waitedMs", waitedMs);
        waitingSince.ifPresent(since -> to.time(CallerWait.SINCE, since));
        if (refused) {
            to.flag("refused", true);
        }
    }

    @Override
    public void describe(FactWriter to) {
        to.queue(queue).text("to", this.to.value()).text("why", why);
        by.ifPresent(who -> to.quoted("by", who));
        writeWait(to);
    }
}
