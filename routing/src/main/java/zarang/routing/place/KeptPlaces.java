package zarang.routing.place;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.CallId;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.loop.ControlLoop;
import zarang.call.queue.Places;
import zarang.redis.FunctionLibrary;
import zarang.redis.RedisLink;
import zarang.routing.place.PlaceStore.Claim;
import zarang.routing.place.PlaceStore.End;
import zarang.routing.place.PlaceStore.Place;

/**
 * Places of those who wait, written to Redis, and the places that were left there: by lines that
 * dropped, and by processes that died, whichever they were. Control loop.
 *
 * <p>A place is given once, to a call of the same number for the same queue, within the queue's
 * {@code regain} time. Who hung up has what it had waited; time away counts for nobody but those
 * whose process died. While Redis is away nothing is kept, and nobody is kept waiting for it.
 */
public final class KeptPlaces implements Places {
    private static final Logger log = LoggerFactory.getLogger(KeptPlaces.class);
    private static final Duration BEAT = Duration.ofSeconds(1);

    /** While another call of the number waits: its line may be dead, or its process. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(4);

    private static final int LOOKS_MAX = 15;
    private static final int UNENDED_MAX = 10_000;

    private record Ended(Place place, End how, long nanos) {}

    private final ControlLoop loop;
    private final PlaceStore store;
    private final Function<QueueName, Duration> regainTime;
    private final Map<String, Place> kept = new HashMap<>();
    private final Map<String, Ended> unended = new HashMap<>();
    private volatile PlaceCounts counts = new PlaceCounts(0, 0, 0);
    private boolean begun;
    private long regained;
    private long failures;

    KeptPlaces(ControlLoop loop, PlaceStore store, Function<QueueName, Duration> regainTime) {
        this.loop = loop;
        this.store = store;
        this.regainTime = regainTime;
    }

    /**
     * Places in Redis.
     *
     * @param redis a link that was opened with {@link #library}
     * @param node names this process, before and after a crash
     * @param run tells it from those of that name before it
     * @param regainTime how long a place of a queue may be had again; zero: never. Asked on the
     *     loop
     */
    public static KeptPlaces inRedis(
            ControlLoop loop,
            RedisLink redis,
            String node,
            String run,
            Function<QueueName, Duration> regainTime) {
        return new KeptPlaces(loop, new RedisPlaceStore(redis, node, run), regainTime).started();
    }

    /** The functions, to be given to {@link RedisLink#open}. */
    public static FunctionLibrary library() {
        return FunctionLibrary.ofResource(KeptPlaces.class, "places.lua");
    }

    /** Any thread. */
    KeptPlaces started() {
        loop.post(this::beat);
        return this;
    }

    @Override
    public void keep(CallId call, PhoneNumber caller, QueueName queue, Instant since) {
        assert loop.isLoop();
        if (regainTime.apply(queue).isZero()) {
            return;
        }
        Place place = new Place(queue, caller, call.value());
        Place before = kept.put(call.value(), place);
        if (before != null && !before.equals(place)) {
            end(new Ended(before, End.GONE, loop.nanos()));
        }
        Duration waited = Duration.between(since, loop.instant());
        store.keep(place, waited.isNegative() ? Duration.ZERO : waited)
                .whenComplete((done, failure) -> count(failure));
    }

    @Override
    public void served(CallId call) {
        end(call, End.SERVED);
    }

    @Override
    public void forget(CallId call) {
        end(call, End.GONE);
    }

    @Override
    public void dropped(CallId call) {
        end(call, End.DROPPED);
    }

    private void end(CallId call, End how) {
        assert loop.isLoop();
        Place place = kept.remove(call.value());
        if (place != null) {
            end(new Ended(place, how, loop.nanos()));
        }
    }

    /** What could not be said, because the store was away, is said again with a later beat. */
    private void end(Ended ended) {
        Duration ago = Duration.ofNanos(loop.nanos() - ended.nanos());
        store.end(ended.place(), ended.how(), ago)
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        loop.post(() -> unended(ended));
                    }
                });
    }

    private void unended(Ended ended) {
        failures++;
        if (unended.size() < UNENDED_MAX) {
            unended.put(ended.place().call() + ended.place().queue(), ended);
        }
    }

    @Override
    public void regain(CallId call, PhoneNumber caller, QueueName queue, Consumer<Duration> then) {
        assert loop.isLoop();
        look(new Place(queue, caller, call.value()), LOOKS_MAX, then);
    }

    private void look(Place place, int looks, Consumer<Duration> then) {
        Duration within = regainTime.apply(place.queue());
        if (place.equals(kept.get(place.call())) && !within.isZero()) {
            store.claim(place, within)
                    .whenComplete((claim, failure) -> {
                        count(failure);
                        if (failure == null) {
                            loop.post(() -> looked(place, claim, looks, then));
                        }
                    });
        }
    }

    private void looked(Place place, Claim claim, int looks, Consumer<Duration> then) {
        if (claim.waited().isPresent()) {
            regained++;
            log.info(
                    "place.regained call={} queue={} waited-ms={}",
                    place.call(),
                    place.queue(),
                    claim.waited().get().toMillis());
            then.accept(claim.waited().get());
        } else if (claim.others() && looks > 1) {
            loop.schedule(LOOK_AGAIN, () -> look(place, looks - 1, then));
        }
    }

    private void count(@Nullable Throwable failure) {
        if (failure != null) {
            loop.post(() -> failures++);
        }
    }

    private void beat() {
        if (!unended.isEmpty()) {
            List<Ended> again = List.copyOf(unended.values());
            unended.clear();
            again.forEach(this::end);
        }
        if (!begun || !kept.isEmpty()) {
            store.beat().whenComplete((done, failure) -> loop.post(() -> beaten(failure)));
        }
        counts = new PlaceCounts(kept.size(), regained, failures);
        loop.schedule(BEAT, this::beat);
    }

    private void beaten(@Nullable Throwable failure) {
        if (failure == null) {
            begun = true;
        } else {
            failures++;
        }
    }

    /** How many are kept now, and what came of them since the start. Any thread. */
    public PlaceCounts counts() {
        return counts;
    }
}
