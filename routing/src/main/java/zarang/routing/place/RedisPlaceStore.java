package zarang.routing.place;

import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import zarang.redis.RedisLink;

/**
 * A hash for each number in each queue, {@code {places}:QUEUE:NUMBER}: call to {@code waits SINCE
 * RUN} or {@code left WAITED AT}, in ms of Redis' clock; and {@code {places}:runs}: when each run
 * of a process was last heard of. All in one slot, since one step reads both ({@code places.lua}).
 */
final class RedisPlaceStore implements PlaceStore {
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final String RUNS = "{places}:runs";

    /** Longer than anybody waits and regains: after a crash they are there for so long. */
    private static final String FORGOTTEN = ms(Duration.ofHours(26));

    private static final String MOST = Integer.toString(CALLS_MAX);
    private static final String FUNCTIONS = "zarang_places_";

    private final RedisLink redis;
    private final String node;
    private final String run;

    /**
     * @param redis a link that was opened with {@link KeptPlaces#library}
     * @param node names this process, before and after a crash; no '/' in it
     * @param run tells it from those before it
     */
    RedisPlaceStore(RedisLink redis, String node, String run) {
        this.redis = redis;
        this.node = node;
        this.run = run;
    }

    private static String key(Place place) {
        return "{places}:" + place.queue().value() + ":" + place.caller().e164();
    }

    @Override
    public CompletionStage<?> beat() {
        return call("beat", List.of(RUNS), node, run, ms(LEASE), FORGOTTEN);
    }

    @Override
    public CompletionStage<?> keep(Place place, Duration waited) {
        return call(
                "keep",
                List.of(key(place), RUNS),
                place.call(),
                node + "/" + run,
                ms(waited),
                FORGOTTEN,
                MOST);
    }

    @Override
    public CompletionStage<Claim> claim(Place place, Duration regain) {
        return redis.<List<Long>>fcall(
                        FUNCTIONS + "claim",
                        ScriptOutputType.MULTI,
                        LIMIT,
                        List.of(key(place), RUNS),
                        place.call(),
                        ms(regain),
                        ms(LEASE),
                        MOST)
                .thenApply(found ->
                        new Claim(
                                found.getFirst() < 0
                                        ? Optional.empty()
                                        : Optional.of(Duration.ofMillis(found.getFirst())),
                                found.getLast() > 0));
    }

    @Override
    public CompletionStage<?> end(Place place, End how, Duration ago) {
        return call("over", List.of(key(place)), place.call(), how.name(), ms(ago), MOST);
    }

    private CompletionStage<Long> call(String function, List<String> keys, String... arguments) {
        return redis.fcall(FUNCTIONS + function, ScriptOutputType.INTEGER, LIMIT, keys, arguments);
    }

    private static String ms(Duration span) {
        return Long.toString(Math.max(0, span.toMillis()));
    }
}
