package zarang.routing.queue;

import java.time.Duration;
import zarang.call.QueueName;
import zarang.routing.Bounds;

/**
 * How a queue behaves. Built from {@code conf/queues.yaml}; {@code docs/ROUTING.md} tells admins
 * the same.
 *
 * @param ringTimeout how long an agent's phone rings before the next is tried; 1-120 s
 * @param wrapUp how long an agent is left alone after a talk; 0-30 min
 * @param maxWait how long a caller may wait since it joined, then {@code MAX_WAIT}; a phone that
 *     rings at that moment is let ring to its end; 1 s-24 h
 * @param size how many may wait at once, those included whose agent rings; the next one gets {@code
 *     FULL}; 1-10,000
 * @param hardCap a caller older than this goes before everybody younger, whatever the tiers; 1 s-24
 *     h
 * @param joinWhenEmpty whether a caller may join while no agent of this queue is at work; if not,
 *     {@code NO_AGENTS}
 * @param serviceTarget an answer within this counts as in time for the service level; 1 s-1 h
 * @param shortAbandon a caller who hangs up sooner than this changed its mind and is left out of
 *     the service level; 0-60 s
 * @param distribution how its callers come to agents
 * @param intake whether it lets callers in, and where the others go
 * @param regain so long after its line dropped a caller has its place again if it calls again;
 *     zero: never; at most 1 h
 * @param followUp what becomes of those whom it has not served
 * @param recorded which of its callers' calls are recorded
 */
public record QueueSettings(
        QueueName name,
        Duration ringTimeout,
        Duration wrapUp,
        Duration maxWait,
        int size,
        Duration hardCap,
        boolean joinWhenEmpty,
        Duration serviceTarget,
        Duration shortAbandon,
        Distribution distribution,
        Intake intake,
        Duration regain,
        FollowUp followUp,
        RecordedShare recorded) {
    /** Where the key is absent. */
    public static final Duration REGAIN = Duration.ofMinutes(10);

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DAY = Duration.ofDays(1);

    public QueueSettings {
        String queue = "queue " + name + ": ";
        Bounds.require(queue + "ring-timeout", ringTimeout, SECOND, Duration.ofMinutes(2));
        Bounds.require(queue + "wrap-up", wrapUp, Duration.ZERO, Duration.ofMinutes(30));
        Bounds.require(queue + "max-wait", maxWait, SECOND, DAY);
        Bounds.require(queue + "size", size, 1, 10_000);
        Bounds.require(queue + "hard-cap", hardCap, SECOND, DAY);
        Bounds.require(queue + "service-target", serviceTarget, SECOND, Duration.ofHours(1));
        Bounds.require(queue + "short-abandon", shortAbandon, Duration.ZERO, Duration.ofMinutes(1));
        Bounds.require(queue + "regain", regain, Duration.ZERO, Duration.ofHours(1));
    }

    /** The same, which lets everybody in. */
    public QueueSettings(
            QueueName name,
            Duration ringTimeout,
            Duration wrapUp,
            Duration maxWait,
            int size,
            Duration hardCap,
            boolean joinWhenEmpty,
            Duration serviceTarget,
            Duration shortAbandon,
            Distribution distribution) {
        this(
                name,
                ringTimeout,
                wrapUp,
                maxWait,
                size,
                hardCap,
                joinWhenEmpty,
                serviceTarget,
                shortAbandon,
                distribution,
                Intake.DEFAULT,
                REGAIN,
                FollowUp.DEFAULT,
                RecordedShare.ALL);
    }

    /** The same with other ways in and out. */
    public QueueSettings with(Intake other) {
        return new QueueSettings(
                name,
                ringTimeout,
                wrapUp,
                maxWait,
                size,
                hardCap,
                joinWhenEmpty,
                serviceTarget,
                shortAbandon,
                distribution,
                other,
                regain,
                followUp,
                recorded);
    }

    /** Longest idle; all take all. */
    public QueueSettings(
            QueueName name,
            Duration ringTimeout,
            Duration wrapUp,
            Duration maxWait,
            int size,
            Duration hardCap,
            boolean joinWhenEmpty,
            Duration serviceTarget,
            Duration shortAbandon) {
        this(
                name,
                ringTimeout,
                wrapUp,
                maxWait,
                size,
                hardCap,
                joinWhenEmpty,
                serviceTarget,
                shortAbandon,
                Distribution.DEFAULT);
    }

    /**
     * A queue whose keys are all absent: ring 20 s, wrap-up 5 s, max-wait 30 min, size 200,
     * hard-cap 15 min, join-when-empty, service-target 20 s, short-abandon 5 s.
     */
    public static QueueSettings defaults(QueueName name) {
        return new QueueSettings(
                name,
                Duration.ofSeconds(20),
                Duration.ofSeconds(5),
                Duration.ofMinutes(30),
                200,
                Duration.ofMinutes(15),
                true,
                Duration.ofSeconds(20),
                Duration.ofSeconds(5));
    }
}
