package zarang.routing.statistics;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import zarang.call.QueueName;
import zarang.call.fact.CallerWait;

/**
 * The names of what happens to a wait once: {@code STEP|queue|since}.
 *
 * @param step see the constants
 */
record WaitMark(char step, CallerWait of) {
    /** It began: the caller was offered to the queue. */
    static final char OFFERED = 'o';

    /** It ended: somebody answered, the caller left, or was refused. */
    static final char ENDED = 'e';

    /** The talk that followed is over. */
    static final char TALKED = 't';

    private static final Pattern MARK = Pattern.compile("[oet]\\|[^|]+\\|[0-9a-z]{1,9}");

    static Optional<WaitMark> read(String text) {
        if (!MARK.matcher(text).matches()) {
            return Optional.empty();
        }
        String[] parts = text.split("\\|", -1);
        return QueueName.maybe(parts[1])
                .map(queue ->
                        new WaitMark(
                                text.charAt(0),
                                new CallerWait(
                                        queue,
                                        Instant.ofEpochMilli(
                                                Long.parseLong(parts[2], Character.MAX_RADIX)))));
    }

    WaitMark as(char other) {
        return new WaitMark(other, of);
    }

    String text() {
        return step
                + "|"
                + of.queue()
                + "|"
                + Long.toString(of.since().toEpochMilli(), Character.MAX_RADIX);
    }

    long quarter() {
        return Quarters.of(of.since());
    }
}
