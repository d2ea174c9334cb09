package zarang.routing.live;

import java.util.Optional;
import zarang.call.AgentId;
import zarang.call.QueueName;
import zarang.call.fact.Subject;

/** Of what something can be set while servers run. */
public final class LivePlace {
    /** What belongs to the whole floor, such as the offsets of the tiers. */
    public static final Subject FLOOR = new Subject("floor", "all");

    private static final String QUEUE = "queue";
    private static final String AGENT = "agent";

    private LivePlace() {}

    public static Subject of(QueueName queue) {
        return new Subject(QUEUE, queue.value());
    }

    public static Subject of(AgentId agent) {
        return Subject.of(agent);
    }

    /** Reads {@code queue:sales}; empty if nothing of that name can be set. */
    static Optional<Subject> read(String text) {
        try {
            Subject place = Subject.parse(text);
            boolean known =
                    isFloor(place)
                            || (isQueue(place) && QueueName.maybe(place.id()).isPresent())
                            || place.kind().equals(AGENT);
            return known ? Optional.of(place) : Optional.empty();
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /** Whether it is a queue. */
    public static boolean isQueue(Subject place) {
        return place.kind().equals(QUEUE);
    }

    /** Whether it is the floor itself. */
    public static boolean isFloor(Subject place) {
        return place.equals(FLOOR);
    }

    /** As people say it: {@code queue sales}, {@code agent 2001}, {@code floor}. */
    public static String words(Subject place) {
        return isFloor(place) ? place.kind() : place.kind() + " " + place.id();
    }

    /** The command that takes away what is set of it. */
    public static String reset(Subject place) {
        if (isQueue(place)) {
            return "./zarang queue reset " + place.id();
        }
        return "./zarang floor reset" + (isFloor(place) ? "" : " --agent " + place.id());
    }
}
