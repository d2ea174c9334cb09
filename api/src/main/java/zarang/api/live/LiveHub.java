package zarang.api.live;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gives those who follow a topic all of it, then its changes by number. One thread; pure but for
 * the outlets.
 *
 * <p>Changes of a topic are those between two looks at it, merged. Whoever does not read is sent
 * nothing while its outlet is full; later it gets all of the topic anew instead of what it missed.
 * So nothing grows with a slow reader.
 */
final class LiveHub {
    /** Most who follow. */
    static final int READERS_MAX = 200;

    /** Most topics of one who follows. */
    static final int TOPICS_MAX = 50;

    static final Duration BEAT = Duration.ofSeconds(5);

    /** Whoever reads nothing for so many beats is let go. */
    private static final int SILENT_BEATS_MAX = 6;

    /** A topic is looked at so many times more after its last reader left, who may come back. */
    private static final int LOOKS_ALONE_MAX = 120;

    private final String life;
    private final InstantSource clock;
    private final Set<LiveReader> readers = new LinkedHashSet<>();
    private final Map<LiveTopic, FollowedTopic> topics = new LinkedHashMap<>();

    /** No topic that was forgotten had a higher number. */
    private long numbered;

    private long sent;
    private long skipped;
    private long snapshots;
    private long slow;

    /**
     * @param life tells this run from others: numbers are its own
     */
    LiveHub(String life, InstantSource clock) {
        this.life = life;
        this.clock = clock;
    }

    String life() {
        return life;
    }

    /** Lets somebody in; empty if there are too many. */
    Optional<LiveReader> open(LiveOutlet outlet) {
        if (readers.size() >= READERS_MAX) {
            return Optional.empty();
        }
        LiveReader reader = new LiveReader(outlet);
        readers.add(reader);
        outlet.send(LiveMessage.of("welcome", LiveText.welcome(life, BEAT.toMillis())));
        return Optional.of(reader);
    }

    boolean has(LiveReader reader) {
        return readers.contains(reader);
    }

    /** Somebody is gone. Harmless if it was already. */
    void leave(LiveReader reader) {
        if (readers.remove(reader)) {
            List.copyOf(reader.topics.keySet()).forEach(topic -> unsubscribe(reader, topic));
        }
    }

    /**
     * Somebody follows a topic from here on.
     *
     * @param known the last number that it had of this run; 0: none
     * @return false if it has too many
     */
    boolean subscribe(LiveReader reader, LiveTopic topic, long known) {
        if (!readers.contains(reader)) {
            return true;
        }
        tellRest(reader);
        if (!reader.topics.containsKey(topic) && reader.size() >= TOPICS_MAX) {
            return false;
        }
        reader.topics.put(topic, known);
        FollowedTopic followed =
                topics.computeIfAbsent(topic, fresh -> new FollowedTopic(fresh, numbered));
        followed.readers.add(reader);
        followed.looksAlone = 0;
        reader.behind.add(topic);
        if (followed.isKnown()) {
            catchUp(reader, followed);
        }
        followed.stale().ifPresent(message -> tell(reader, topic, message));
        return true;
    }

    void unsubscribe(LiveReader reader, LiveTopic topic) {
        reader.topics.remove(topic);
        reader.behind.remove(topic);
        reader.untold.remove(topic);
        FollowedTopic followed = topics.get(topic);
        if (followed != null) {
            followed.readers.remove(reader);
            if (followed.readers.isEmpty() && !followed.isKnown()) {
                forget(followed); // nobody can come back to it
            }
        }
    }

    private void forget(FollowedTopic followed) {
        topics.remove(followed.topic);
        numbered = Math.max(numbered, followed.seq());
    }

    /** What is to be looked at: what somebody follows, or did a moment ago. */
    Set<LiveTopic> wanted() {
        return new LinkedHashSet<>(topics.keySet());
    }

    /** How a topic is now. */
    void state(LiveTopic topic, LiveState state) {
        FollowedTopic followed = topics.get(topic);
        if (followed != null) {
            boolean wasStale = followed.stale().isPresent();
            Optional<FollowedTopic.Change> change = followed.become(state);
            for (LiveReader reader : List.copyOf(followed.readers)) {
                boolean thinksStale = reader.untold.remove(topic) == null && wasStale;
                if (reader.behind.contains(topic)) {
                    catchUp(reader, followed);
                } else if (change.isPresent()) {
                    give(reader, followed, change.get());
                } else if (thinksStale) {
                    reader.behind.add(topic);
                    reader.topics.put(topic, 0L);
                    catchUp(reader, followed);
                }
            }
        }
    }

    /** A topic cannot be looked at now. */
    void stale(LiveTopic topic, String code) {
        FollowedTopic followed = topics.get(topic);
        if (followed != null && followed.becomeStale(code)) {
            followed.stale()
                    .ifPresent(message ->
                            followed.readers.forEach(reader -> tell(reader, topic, message)));
        }
    }

    /** There is no such topic, or none any more. */
    void over(LiveTopic topic, String detail) {
        FollowedTopic followed = topics.get(topic);
        if (followed != null) {
            forget(followed);
            LiveMessage over = LiveMessage.of("over", topic, 0, LiveText.over(topic, detail));
            followed.readers.forEach(reader -> {
                reader.topics.remove(topic);
                reader.behind.remove(topic);
                tell(reader, topic, over);
            });
        }
    }

    /** At once, or as soon as there is room. */
    private void tell(LiveReader reader, LiveTopic topic, LiveMessage message) {
        if (reader.outlet.isFull()) {
            reader.untold.put(topic, message);
        } else {
            reader.untold.remove(topic);
            sent++;
            reader.outlet.send(message);
        }
    }

    private void tellRest(LiveReader reader) {
        for (Map.Entry<LiveTopic, LiveMessage> each : List.copyOf(reader.untold.entrySet())) {
            tell(reader, each.getKey(), each.getValue());
        }
    }

    private void give(LiveReader reader, FollowedTopic followed, FollowedTopic.Change change) {
        if (reader.outlet.isFull()) {
            skipped++;
            reader.behind.add(followed.topic);
            reader.topics.put(followed.topic, 0L);
        } else {
            sent++;
            reader.outlet.send(
                    LiveMessage.of("change", followed.topic, change.seq(), change.json()));
        }
    }

    /** All of the topic, or what the reader lacks if that is still there. */
    private void catchUp(LiveReader reader, FollowedTopic followed) {
        if (reader.outlet.isFull()) {
            return;
        }
        long known = reader.topics.getOrDefault(followed.topic, 0L);
        Optional<List<FollowedTopic.Change>> missed =
                known == 0 ? Optional.empty() : followed.after(known);
        reader.behind.remove(followed.topic);
        if (missed.isPresent()) {
            for (FollowedTopic.Change change : missed.get()) {
                give(reader, followed, change);
            }
        } else {
            sent++;
            snapshots++;
            reader.outlet.send(
                    LiveMessage.of(
                            "snapshot", followed.topic, followed.seq(), followed.snapshot()));
        }
    }

    /**
     * After each look: who was full may have room now; who follows nothing any more is forgotten.
     */
    void looked() {
        for (LiveReader reader : List.copyOf(readers)) {
            tellRest(reader);
            for (LiveTopic topic : List.copyOf(reader.behind)) {
                FollowedTopic followed = topics.get(topic);
                if (followed != null && followed.isKnown()) {
                    catchUp(reader, followed);
                }
            }
        }
        topics.values().stream()
                .filter(followed ->
                        followed.readers.isEmpty() && ++followed.looksAlone > LOOKS_ALONE_MAX)
                .toList()
                .forEach(this::forget);
    }

    /** A sign of life for everybody; who reads nothing for half a minute is let go. */
    void beat() {
        String beat = LiveText.beat(clock.instant().toString());
        List<LiveReader> gone = new ArrayList<>();
        for (LiveReader reader : readers) {
            if (!reader.outlet.isFull()) {
                reader.silentBeats = 0;
                reader.outlet.send(LiveMessage.of("beat", beat));
            } else if (++reader.silentBeats >= SILENT_BEATS_MAX) {
                gone.add(reader);
            }
        }
        slow += gone.size();
        gone.forEach(reader -> close(reader, "nothing was read for 30 s"));
    }

    /** Ends somebody's stream. */
    void close(LiveReader reader, String reason) {
        leave(reader);
        reader.outlet.close(reason);
    }

    /** Everybody is let go. */
    void closeAll(String reason) {
        List.copyOf(readers).forEach(reader -> close(reader, reason));
    }

    LiveCounts counts() {
        return new LiveCounts(readers.size(), topics.size(), sent, snapshots, skipped, slow);
    }
}
