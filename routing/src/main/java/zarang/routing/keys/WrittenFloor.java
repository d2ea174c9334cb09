package zarang.routing.keys;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.fact.Subject;
import zarang.config.ConfigReader;
import zarang.config.Key;
import zarang.config.KeyFault;
import zarang.config.WrittenValue;
import zarang.routing.dispatch.FloorSettings;
import zarang.routing.live.LivePlace;
import zarang.routing.queue.TierOffsets;

/**
 * Queues, agents and tiers as they were written, to be read again with other values above them: by
 * the same readers, so that what is set live is right or wrong as it would be in the file. One
 * thread at a time.
 */
public final class WrittenFloor {
    private static final String QUEUES = "queues";
    private static final String AGENTS = "agents";
    private static final String PRESET = "tier-preset";
    private static final String OFFSETS = "tier-offsets.";

    private static final List<Key<?>> OF_QUEUES =
            Stream.of(FloorKeys.ofQueues(), CallbackKeys.ofQueues())
                    .<Key<?>>flatMap(List::stream)
                    .toList();

    private final ConfigReader reading;
    private final List<Tier> tiers;
    private final Duration callLongest;
    private final TierOffsets offsets;

    /**
     * @param reading that has taken the files, and found nothing wrong
     * @param tiers of the club
     * @param callLongest after this a call is ended
     */
    public WrittenFloor(ConfigReader reading, List<Tier> tiers, Duration callLongest) {
        this.reading = reading;
        this.tiers = List.copyOf(tiers);
        this.callLongest = callLongest;
        offsets = new FloorReader(reading).offsets(tiers);
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
     * The floor with these values.
     *
     * @param live by what they are of, then by key, such as {@code wrap-up}; of queues and agents
     *     that are not written, nothing is read
     */
    public Reading with(Map<Subject, ? extends Map<String, String>> live) {
        List<WrittenValue> more = new ArrayList<>();
        List<KeyFault> faults = new ArrayList<>();
        live.forEach((place, values) -> {
            if (has(place)) {
                values.forEach((key, text) -> {
                    WrittenValue value = new WrittenValue(path(place, key), text);
                    more.add(value);
                    if (reading.isKey(value.path()) && !isLive(place, key)) {
                        faults.add(atAStart(place, value));
                    }
                });
            }
        });
        ConfigReader next = reading.with(more);
        FloorReader reader = new FloorReader(next);
        FloorSettings floor = reader.floor(() -> offsets(reader, ofFloor(live)), callLongest);
        faults.addAll(next.errors());
        return new Reading(floor, faults);
    }

    private static Map<String, String> ofFloor(Map<Subject, ? extends Map<String, String>> live) {
        Map<String, String> set = live.get(LivePlace.FLOOR);
        return set == null ? Map.of() : set;
    }

    private TierOffsets offsets(FloorReader reader, Map<String, String> live) {
        List<String> named =
                live.keySet().stream()
                        .filter(key -> key.startsWith(OFFSETS))
                        .map(key -> key.substring(OFFSETS.length()))
                        .filter(name -> reading.isKey(path(LivePlace.FLOOR, OFFSETS + name)))
                        .toList();
        return reader.offsets(offsets, live.containsKey(PRESET), named, tiers);
    }

    /** What belongs to another room, which reads it when the server starts. */
    private static KeyFault atAStart(Subject place, WrittenValue value) {
        String file = LivePlace.isQueue(place) || LivePlace.isFloor(place) ? QUEUES : AGENTS;
        String message =
                "cannot be set live, expected in "
                        + file
                        + ".yaml: "
                        + (file.equals(AGENTS)
                                ? "./zarang floor reload reads it"
                                : "it is read at a start");
        return new KeyFault(value.name(), message, value.name() + ": " + message);
    }

    private static boolean isLive(Subject place, String key) {
        if (LivePlace.isFloor(place) && (key.equals(PRESET) || key.startsWith(OFFSETS))) {
            return true;
        }
        return keys(place).stream().anyMatch(each -> nameOf(place, each).equals(key));
    }

    private static List<Key<?>> keys(Subject place) {
        if (LivePlace.isFloor(place)) {
            return FloorKeys.ofFloor();
        }
        return LivePlace.isQueue(place) ? OF_QUEUES : FloorKeys.ofAgents();
    }

    private static List<String> path(Subject place, String key) {
        if (LivePlace.isFloor(place)) {
            return List.of(key.split("\\.", 2));
        }
        return Stream.concat(
                        Stream.of(LivePlace.isQueue(place) ? QUEUES : AGENTS, place.id()),
                        Arrays.stream(key.split("\\.", -1)))
                .toList();
    }

    /** Whether there is that queue or agent in the files, or whether it is the floor itself. */
    public boolean has(Subject place) {
        return LivePlace.isFloor(place)
                || reading.names(LivePlace.isQueue(place) ? QUEUES : AGENTS).contains(place.id());
    }

    /** The queues that the files have, in their order. */
    public List<QueueName> queues() {
        return reading.named(QUEUES).stream().map(QueueName::new).toList();
    }

    /** What a finding about a value calls its place. */
    public static String place(Subject place, String key) {
        return new WrittenValue(path(place, key), "").name();
    }

    /**
     * What is set live when {@code more} is set above what was. A preset is in the place of all
     * tiers, also of those that were set live one by one.
     *
     * @param more empty: as the files say
     */
    public static SequencedMap<String, String> next(
            Map<String, String> was, Map<String, Optional<String>> more) {
        TreeMap<String, String> next = new TreeMap<>(was);
        if (more.getOrDefault(PRESET, Optional.empty()).isPresent()) {
            next.keySet().removeIf(key -> key.startsWith(OFFSETS));
        }
        more.forEach((key, value) ->
                value.ifPresentOrElse(text -> next.put(key, text), () -> next.remove(key)));
        return next;
    }

    /** All values as the files have them; where they have none, the default. */
    public SequencedMap<String, String> written(Subject place) {
        SequencedMap<String, String> values = new LinkedHashMap<>();
        if (LivePlace.isFloor(place)) {
            values.put(PRESET, reading.written(FloorKeys.TIER_PRESET).orElse("none"));
            values.putAll(texts(offsets));
        }
        for (Key<?> key : keys(place)) {
            values.put(nameOf(place, key), text(place, key));
        }
        return values;
    }

    private String text(Subject place, Key<?> key) {
        Optional<String> text =
                LivePlace.isFloor(place) ? reading.written(key) : reading.written(key, place.id());
        return text.orElse(key.standard().isEmpty() ? key.absent() : key.standard());
    }

    private Map<String, String> texts(TierOffsets of) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Tier tier : tiers) {
            texts.put(OFFSETS + tier.name(), WrittenValue.span(of.of(tier)));
        }
        return texts;
    }

    /** The same with what is set live above them. */
    public SequencedMap<String, String> inEffect(Subject place, Map<String, String> live) {
        SequencedMap<String, String> values = written(place);
        values.putAll(live);
        if (LivePlace.isFloor(place)) {
            Reading read = with(Map.of(place, live));
            if (read.faults().isEmpty()) {
                values.putAll(texts(read.floor().offsets()));
            }
        }
        return values;
    }

    private static String nameOf(Subject place, Key<?> key) {
        int above = LivePlace.isFloor(place) ? 0 : 2;
        return key.path().stream().skip(above).collect(Collectors.joining("."));
    }
}
