package zarang.routing.place;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.CallId;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.loop.ControlLoop;
import zarang.call.queue.Places;
import zarang.redis.RedisLink;

/**
 * Places of those who wait, written to Redis, and the places that a dead process of this name left
 * there. Control loop.
 *
 * <p>Each waiting caller is one entry; an entry that is there at a start was left by a process that
 * died. Those are taken over once, as soon as Redis answers, and given to the same numbers for some
 * minutes; what nobody asks for is forgotten. While Redis is away nothing is kept, and nobody is
 * kept waiting for it.
 */
public final class KeptPlaces implements Places {
    private static final Logger log = LoggerFactory.getLogger(KeptPlaces.class);
    private static final Duration RETRY = Duration.ofMillis(250);
    private static final Duration BEAT = Duration.ofMinutes(1);
    private static final int LEFT_MAX = 10_000;

    private record Where(PhoneNumber caller, QueueName queue) {}

    private record Left(Where where, Instant since) {}

    private final ControlLoop loop;
    private final PlaceStore store;
    private final Duration keptFor;
    private final Map<Where, Queue<Instant>> left = new HashMap<>();
    private final Set<String> kept = new HashSet<>();
    private final Set<String> unforgotten = new HashSet<>();
    private long giveUpAtNanos;

    KeptPlaces(ControlLoop loop, PlaceStore store, Duration keptFor) {
        this.loop = loop;
        this.store = store;
        this.keptFor = keptFor;
    }

    /**
     * Places in Redis, those that were left there included.
     *
     * @param node names this process, before and after a crash
     * @param keptFor how long a caller may take to redial; not zero
     */
    public static Places inRedis(ControlLoop loop, RedisLink redis, String node, Duration keptFor) {
        return new KeptPlaces(loop, new RedisPlaceStore(redis, node), keptFor).started();
    }

    /** Any thread. */
    KeptPlaces started() {
        loop.post(() -> {
            giveUpAtNanos = loop.nanos() + keptFor.toNanos();
            takeOver();
            beat();
        });
        return this;
    }

    @Override
    public void keep(CallId call, PhoneNumber caller, QueueName queue, Instant since) {
        assert loop.isLoop();
        kept.add(call.value());
        var _ =
                store.put(
                        call.value(),
                        since.toEpochMilli() + " " + caller.e164() + " " + queue.value(),
                        keptFor.plus(BEAT));
    }

    @Override
    public void forget(CallId call) {
        assert loop.isLoop();
        if (kept.remove(call.value())) {
            remove(List.of(call.value()));
        }
    }

    @Override
    public Optional<Instant> left(PhoneNumber caller, QueueName queue) {
        assert loop.isLoop();
        Queue<Instant> places = left.get(new Where(caller, queue));
        return places == null ? Optional.empty() : Optional.ofNullable(places.poll());
    }

    /** What could not be removed, because the store was away, is removed with a later beat. */
    private void remove(List<String> calls) {
        store.remove(calls)
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        loop.post(() -> unforgotten(calls));
                    }
                });
    }

    private void unforgotten(List<String> calls) {
        calls.stream().limit(LEFT_MAX - unforgotten.size()).forEach(unforgotten::add);
    }

    private void takeOver() {
        store.all()
                .whenComplete((found, failure) ->
                        loop.post(() -> {
                            if (failure == null) {
                                takeOver(found);
                            } else if (loop.nanos() - giveUpAtNanos < 0) {
                                loop.schedule(RETRY, this::takeOver);
                            }
                        }));
    }

    private void takeOver(Map<String, String> found) {
        List<String> taken = new ArrayList<>();
        List<Left> places = new ArrayList<>();
        found.forEach((call, text) -> {
            if (!kept.contains(call)) {
                taken.add(call);
                read(text).ifPresent(places::add);
            }
        });
        places.stream()
                .sorted(Comparator.comparing(Left::since))
                .limit(LEFT_MAX)
                .forEach(place ->
                        left.computeIfAbsent(place.where(), w -> new ArrayDeque<>())
                                .add(place.since()));
        if (!taken.isEmpty()) {
            log.info(
                    "places.taken-over callers={} kept-for-ms={}; they wait on where they were if"
                            + " they redial",
                    places.size(),
                    keptFor.toMillis());
            remove(taken);
            loop.schedule(keptFor, left::clear);
        }
    }

    /** Empty for what cannot be read: written by another version, or damaged. */
    private static Optional<Left> read(String text) {
        String[] parts = text.split(" ", -1);
        try {
            return parts.length < 3
                    ? Optional.empty()
                    : Optional.of(
                            new Left(
                                    new Where(new PhoneNumber(parts[1]), new QueueName(parts[2])),
                                    Instant.ofEpochMilli(Long.parseLong(parts[0]))));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    /** Places outlive a crash for {@link #keptFor}, however long the caller had waited before. */
    private void beat() {
        if (!unforgotten.isEmpty()) {
            List<String> again = List.copyOf(unforgotten);
            unforgotten.clear();
            remove(again);
        }
        if (!kept.isEmpty()) {
            var _ = store.keepFor(keptFor.plus(BEAT));
        }
        loop.schedule(BEAT, this::beat);
    }
}
