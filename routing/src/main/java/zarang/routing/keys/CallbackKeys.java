package zarang.routing.keys;

import java.time.Duration;
import java.util.List;
import zarang.config.ConfigReader;
import zarang.config.Key;
import zarang.config.KeyTable;
import zarang.config.Kind;
import zarang.routing.queue.FollowUp;

/** The keys of {@code queues.yaml} that say whom to call back, and which queues do it. */
public final class CallbackKeys {
    private static final KeyTable TABLE = new KeyTable("queues.yaml");

    static final Key<Boolean> DIAL =
            TABLE.of(
                    "queues.*.call-back.dial",
                    Kind.flag(),
                    "false",
                    "Whether call-backs of the queue wait in its line and are dialled when an agent"
                            + " is there; if not, somebody works off the list.");
    static final Key<Integer> ATTEMPTS =
            TABLE.of(
                    "queues.*.call-back.attempts",
                    Kind.whole(1, 10),
                    "3",
                    "How often one is dialled in all.");
    static final Key<Duration> GAP =
            TABLE.of(
                    "queues.*.call-back.gap",
                    Kind.span(Duration.ofSeconds(10), Duration.ofDays(1)),
                    "10m",
                    "From one try to the next.");
    static final Key<Integer> AT_ONCE =
            TABLE.of(
                    "queues.*.call-back.at-once",
                    Kind.whole(1, 100),
                    "5",
                    "How many are in line, rung for or called at the same time; the others keep"
                            + " their places.");

    static final Key<Duration> MISSED_AFTER =
            TABLE.of(
                    "queues.*.missed-after",
                    Kind.span(Duration.ZERO, Duration.ofMinutes(10)),
                    "5s",
                    "A caller who hangs up sooner is not on the list of missed callers.");

    private CallbackKeys() {}

    public static KeyTable table() {
        return TABLE;
    }

    /** Of one queue, in the order in which the handbook shows them. */
    static List<Key<?>> ofQueues() {
        return TABLE.ofNamed("queues");
    }

    static FollowUp followUp(ConfigReader reading, String queue) {
        return new FollowUp(
                reading.value(DIAL, queue),
                reading.value(ATTEMPTS, queue),
                reading.value(GAP, queue),
                reading.value(AT_ONCE, queue),
                reading.value(MISSED_AFTER, queue));
    }
}
