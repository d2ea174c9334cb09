package zarang.call.fact;

import zarang.call.QueueName;

/**
 * The caller waits on where it had waited before this call: its line had dropped, or its process
 * had died.
 *
 * @param carriedMs how long it had waited by then
 */
public record QueueRegained(QueueName queue, long carriedMs) implements Fact {
    public static final FactType<QueueRegained> TYPE =
            FactType.of("queue.regained", QueueRegained.class, QueueRegained::read)
                    .marks(CallMark.ANSWERED);

    private static QueueRegained read(FactReader from) throws UnreadableEntryException {
        return new QueueRegained(from.queue(), from.number("carriedMs"));
    }

    @Override
    public FactType<QueueRegained> type() {
        return TYPE;
    }

    @Override
    public void write(FactWriter to) {
        to.queue(queue).number("carriedMs", carriedMs);
    }

    @Override
    public void describe(FactWriter to) {
        to.queue(queue).number("carriedMs", carriedMs);
    }
}
