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
 * of a process was last heard of. All in one slot, since one step reads both.
 */
final class RedisPlaceStore implements PlaceStore {
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final String RUNS = "{places}:runs";

    /** Longer than anybody waits and regains: after a crash they are there for so long. */
    private static final long FORGOTTEN_MS = Duration.ofHours(26).toMillis();

    private static final String NOW =
            "local t = redis.call('time') " + "local now = t[1] * 1000 + math.floor(t[2] / 1000) ";

    /** KEYS: runs. ARGV: node, run, lease, forgotten. */
    private static final String BEAT =
            NOW
                    + """
                    local all = redis.call('hgetall', KEYS[1])
                    local prefix = ARGV[1] .. '/'
                    for i = 1, #all, 2 do
                      local seen = tonumber(all[i + 1]) or 0
                      if now - seen > tonumber(ARGV[4]) then
                        redis.call('hdel', KEYS[1], all[i])
                      elseif string.sub(all[i], 1, #prefix) == prefix
                          and now - seen < tonumber(ARGV[3]) then
                        redis.call('hset', KEYS[1], all[i], now - tonumber(ARGV[3]))
                      end
                    end
                    redis.call('hset', KEYS[1], prefix .. ARGV[2], now)
                    return redis.call('pexpire', KEYS[1], ARGV[4])
                    """;

    /** KEYS: places, runs. ARGV: call, run of node, waited, forgotten, most. */
    private static final String KEEP =
            NOW
                    + """
                    redis.call('hset', KEYS[2], ARGV[2], now)
                    if redis.call('hexists', KEYS[1], ARGV[1]) == 0
                        and redis.call('hlen', KEYS[1]) >= tonumber(ARGV[5]) then
                      return 0
                    end
                    redis.call('hset', KEYS[1], ARGV[1],
                        'waits ' .. string.format('%.0f', now - ARGV[3]) .. ' ' .. ARGV[2])
                    redis.call('pexpire', KEYS[1], ARGV[4])
                    return 1
                    """;

    /** KEYS: places, runs. ARGV: call, regain, lease. Gives ms or -1, and how many others wait. */
    private static final String CLAIM =
            NOW
                    + """
                    local own = redis.call('hget', KEYS[1], ARGV[1])
                    if not own then return {-1, 0} end
                    local all = redis.call('hgetall', KEYS[1])
                    local best, most, others = false, -1, 0
                    for i = 1, #all, 2 do
                      if all[i] ~= ARGV[1] then
                        local kind, first, second = string.match(all[i + 1], '^(%a+) (%d+) (%S+)$')
                        local waited, ended = -1, 0
                        if kind == 'left' then
                          waited, ended = tonumber(first), tonumber(second) or 0
                        elseif kind == 'waits' then
                          local seen = tonumber(redis.call('hget', KEYS[2], second) or 0)
                          if now - seen < tonumber(ARGV[3]) then
                            others = others + 1
                            ended = now
                          else
                            waited, ended = now - tonumber(first), seen
                          end
                        end
                        if now - ended > tonumber(ARGV[2]) then
                          redis.call('hdel', KEYS[1], all[i])
                        elseif waited > most then
                          best, most = all[i], waited
                        end
                      end
                    end
                    if not best then return {-1, others} end
                    redis.call('hdel', KEYS[1], best)
                    local since, run = string.match(own, '^waits (%d+) (%S+)$')
                    if since then
                      redis.call('hset', KEYS[1], ARGV[1],
                          'waits ' .. string.format('%.0f', math.min(tonumber(since), now - most))
                          .. ' ' .. run)
                    end
                    return {most, others}
                    """;

    /** KEYS: places. ARGV: call, how, ago. */
    private static final String END =
            NOW
                    + """
                    local own = redis.call('hget', KEYS[1], ARGV[1])
                    if ARGV[2] == 'SERVED' then
                      local all = redis.call('hgetall', KEYS[1])
                      for i = 1, #all, 2 do
                        if string.sub(all[i + 1], 1, 5) == 'left ' then
                          redis.call('hdel', KEYS[1], all[i])
                        end
                      end
                    end
                    if not own then return 0 end
                    local since = string.match(own, '^waits (%d+) ')
                    if ARGV[2] ~= 'DROPPED' then
                      return redis.call('hdel', KEYS[1], ARGV[1])
                    elseif since then
                      local at = now - tonumber(ARGV[3])
                      redis.call('hset', KEYS[1], ARGV[1], string.format('left %.0f %.0f',
                          math.max(0, at - tonumber(since)), at))
                    end
                    return 1
                    """;

    private final RedisLink redis;
    private final String node;
    private final String run;

    /**
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
        return eval(BEAT, List.of(RUNS), node, run, ms(LEASE), Long.toString(FORGOTTEN_MS));
    }

    @Override
    public CompletionStage<?> keep(Place place, Duration waited) {
        return eval(
                KEEP,
                List.of(key(place), RUNS),
                place.call(),
                node + "/" + run,
                ms(waited),
                Long.toString(FORGOTTEN_MS),
                Integer.toString(CALLS_MAX));
    }

    @Override
    public CompletionStage<Claim> claim(Place place, Duration regain) {
        return redis.<List<Long>>run(
                        LIMIT,
                        c ->
                                c.eval(
                                        CLAIM,
                                        ScriptOutputType.MULTI,
                                        new String[] {key(place), RUNS},
                                        place.call(),
                                        ms(regain),
                                        ms(LEASE)))
                .thenApply(found ->
                        new Claim(
                                found.getFirst() < 0
                                        ? Optional.empty()
                                        : Optional.of(Duration.ofMillis(found.getFirst())),
                                found.getLast() > 0));
    }

    @Override
    public CompletionStage<?> end(Place place, End how, Duration ago) {
        return eval(END, List.of(key(place)), place.call(), how.name(), ms(ago));
    }

    private CompletionStage<Long> eval(String script, List<String> keys, String... arguments) {
        return redis.run(
                LIMIT,
                c ->
                        c.eval(
                                script,
                                ScriptOutputType.INTEGER,
                                keys.toArray(String[]::new),
                                arguments));
    }

    private static String ms(Duration span) {
        return Long.toString(Math.max(0, span.toMillis()));
    }
}
