package zarang.call.fact;

import zarang.call.QueueName;

/**
 * The caller stopped waiting without an agent.
 *
 * @param reason such as {@code abandoned}, {@code max-wait}, {@code full}
 * @param waitedMs since the caller began to wait this time
 */
public record QueueLeft(QueueName queue, String reason, long waitedMs) implements Fact {
    public static final FactType<QueueLeft> TYPE =
            FactType.of("queue.left", QueueLeft.class, QueueLeft::read).marks(CallMark.ANSWERED);

    private static QueueLeft read(FactReader from) throws UnreadableEntryException {
        return new QueueLeft(from.queue(), from.text("reason"), from.number("waitedMs"));
    }

    @Override
    public FactType<QueueLeft> type() {
        return TYPE;
    }

    @Override
    public void write(FactWriter to) {
        to.queue(queue).text("reason", reason).number("waitedMs", waitedMs);
    }

    @Override
    public void describe(FactWriter to) {
        write(to);
    }
}
