package zarang.routing.keys;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.config.ConfigReader;
import zarang.config.Key;
import zarang.config.KeyFault;
import zarang.config.WrittenValue;
import zarang.routing.dispatch.FloorSettings;

/**
 * Queues and agents as they were written, to be read again with other values for queues: by the
 * same readers, so that what is set live is right or wrong as it would be in the file. One thread
 * at a time.
 */
public final class WrittenFloor {
    private static final String QUEUES = "queues";

    /** What the floor itself reads of a queue. */
    private static final Set<String> LIVE =
            FloorKeys.ofQueues().stream()
                    .map(WrittenFloor::nameOf)
                    .collect(Collectors.toUnmodifiableSet());

    private final ConfigReader reading;
    private final List<Tier> tiers;
    private final Duration callLongest;

    /**
     * @param reading that has taken the files, and found nothing wrong
     * @param tiers of the club
     * @param callLongest after this a call is ended
     */
    public WrittenFloor(ConfigReader reading, List<Tier> tiers, Duration callLongest) {
        this.reading = reading;
        this.tiers = List.copyOf(tiers);
        this.callLongest = callLongest;
    }

    /**
     * What was read.
     *
     * @param faults what is wrong, and then {@code floor} is not to be used
     */
    public record Reading(FloorSettings floor, List<KeyFault> faults) {
        public Reading {
            faults = List.copyOf(faults);
        }
    }

    /**
     * The floor with these values of queues.
     *
     * @param live by queue, then by key, such as {@code wrap-up}; of queues that are not written,
     *     nothing is read
     */
    public Reading with(Map<QueueName, ? extends Map<String, String>> live) {
        List<WrittenValue> more = new ArrayList<>();
        List<KeyFault> faults = new ArrayList<>();
        live.forEach((queue, values) -> {
            if (hasQueue(queue)) {
                values.forEach((key, text) -> {
                    WrittenValue value = new WrittenValue(path(queue, key), text);
                    more.add(value);
                    if (reading.isKey(value.path()) && !LIVE.contains(key)) {
                        faults.add(atAStart(value));
                    }
                });
            }
        });
        ConfigReader next = reading.with(more);
        FloorSettings floor = new FloorReader(next).floor(tiers, callLongest);
        faults.addAll(next.errors());
        return new Reading(floor, faults);
    }

    /** What belongs to another room, which reads it when the server starts. */
    private static KeyFault atAStart(WrittenValue value) {
        String message = "cannot be set live, expected in queues.yaml: it is read at a start";
        return new KeyFault(value.name(), message, value.name() + ": " + message);
    }

    private static List<String> path(QueueName queue, String key) {
        List<String> path = new ArrayList<>(List.of(QUEUES, queue.value()));
        path.addAll(List.of(key.split("\\.", -1)));
        return path;
    }

    /** Whether the files have a queue of that name. */
    public boolean hasQueue(QueueName queue) {
        return reading.names(QUEUES).contains(queue.value());
    }

    /** The queues that the files have, in their order. */
    public List<QueueName> queues() {
        return reading.named(QUEUES).stream().map(QueueName::new).toList();
    }

    /** What a finding about a value of a queue calls its place. */
    public static String place(QueueName queue, String key) {
        return new WrittenValue(path(queue, key), "").name();
    }

    /** All values of a queue as its file has them; where it has none, the default. */
    public SequencedMap<String, String> written(QueueName queue) {
        SequencedMap<String, String> values = new LinkedHashMap<>();
        for (Key<?> key : FloorKeys.ofQueues()) {
            values.put(
                    nameOf(key),
                    reading.written(key, queue.value())
                            .orElse(key.standard().isEmpty() ? key.absent() : key.standard()));
        }
        return values;
    }

    private static String nameOf(Key<?> key) {
        return String.join(".", key.path().subList(2, key.path().size()));
    }
}
