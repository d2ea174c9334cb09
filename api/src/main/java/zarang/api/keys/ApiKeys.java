package zarang.api.keys;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import zarang.api.problem.Problem;
import zarang.api.problem.ProblemKind;
import zarang.api.route.ApiCaller;
import zarang.redis.RedisLink;

/**
 * The keys of the API, in Redis, so that every process knows them and none after it was revoked.
 * Any thread; nothing waits. Stages fail as {@link RedisLink#run} says.
 *
 * <pre>
 *   {zarang:api-keys}        hash: id -> {@link KeptKey}
 *   {zarang:api-keys}:used   hash: id -> when it was used last, in ms, up to a minute late
 * </pre>
 */
public final class ApiKeys {
    private static final Logger log = LoggerFactory.getLogger(ApiKeys.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final Duration USED_EVERY = Duration.ofMinutes(1);
    private static final String KEYS = "{zarang:api-keys}";
    private static final String USED = KEYS + ":used";
    private static final Pattern TOKEN = Pattern.compile("zk_([a-z0-9]{10})_[A-Za-z0-9_-]{43}");
    private static final Predicate<String> IS_MS =
            Pattern.compile("[0-9]{1,15}").asMatchPredicate();
    private static final int ID_LENGTH = 10;
    private static final int SECRET_BYTES = 32;
    private static final int KEYS_MAX = 1000;

    private final RedisLink redis;
    private final InstantSource clock;
    private final SecureRandom random;

    /** When this process noted a use of a key; as many as there are keys at most. */
    private final Map<String, Instant> noted = new ConcurrentHashMap<>();

    public ApiKeys(RedisLink redis, InstantSource clock, SecureRandom random) {
        this.redis = redis;
        this.clock = clock;
        this.random = random;
    }

    /** A key that was made, and its token, which nobody sees again. */
    record Made(KeptKey key, String token) {
        @Override
        public String toString() {
            return "Made[" + key.id() + "]";
        }
    }

    /** A key and when it was used last. */
    record Listed(KeptKey key, Optional<Instant> used) {}

    /** Whether this can be a token of a key at all. */
    public static boolean isToken(String token) {
        return TOKEN.matcher(token).matches();
    }

    /** Who asks with this token; empty if it is unknown, revoked or over. */
    public CompletionStage<Optional<ApiCaller>> find(String token) {
        Matcher parts = TOKEN.matcher(token);
        if (!parts.matches()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return get(parts.group(1))
                .thenApply(found ->
                        found.filter(key -> key.isOf(token) && !key.isOver(clock.instant()))
                                .map(key -> {
                                    note(key.id());
                                    return key.caller();
                                }));
    }

    /** Whether a key stands: it is neither revoked nor over. Fails while Redis is away. */
    public CompletionStage<Boolean> stands(ApiCaller caller) {
        return caller.equals(ApiCaller.OWNER)
                ? CompletableFuture.completedFuture(true)
                : get(caller.name())
                        .thenApply(found ->
                                found.filter(key -> !key.isOver(clock.instant())).isPresent());
    }

    private void note(String id) {
        Instant now = clock.instant();
        Instant before = noted.get(id);
        if (before == null || before.plus(USED_EVERY).isBefore(now)) {
            noted.put(id, now);
            String ms = Long.toString(now.toEpochMilli());
            // nobody waits for it, and the next use notes it again
            var _ = redis.run(LIMIT, commands -> commands.hset(USED, id, ms));
        }
    }

    CompletionStage<Optional<KeptKey>> get(String id) {
        return redis.run(LIMIT, commands -> commands.hget(KEYS, id))
                .thenApply(found -> Optional.ofNullable(found).flatMap(ApiKeys::read));
    }

    /** Empty if it is damaged: it opens nothing. */
    private static Optional<KeptKey> read(String kept) {
        try {
            return Optional.ofNullable(JSON.readValue(kept, KeptKey.class));
        } catch (JacksonException damaged) {
            log.error("key.damaged: a field of {} cannot be read and opens nothing", KEYS);
            return Optional.empty();
        }
    }

    /** All, those that are over too, in the order of their ids. */
    CompletionStage<List<Listed>> all() {
        return redis.run(LIMIT, commands -> commands.hgetall(KEYS))
                .thenCombine(
                        redis.run(LIMIT, commands -> commands.hgetall(USED)),
                        (keys, used) ->
                                keys.values().stream()
                                        .flatMap(kept -> read(kept).stream())
                                        .sorted(Comparator.comparing(KeptKey::id))
                                        .map(key ->
                                                new Listed(
                                                        key,
                                                        Optional.ofNullable(used.get(key.id()))
                                                                .filter(IS_MS)
                                                                .map(Long::parseLong)
                                                                .map(Instant::ofEpochMilli)))
                                        .toList());
    }

    /** Makes one. Fails with a {@link zarang.api.problem.Problem.Refusal} if there are too many. */
    CompletionStage<Made> make(
            String label, List<String> scopes, ApiCaller by, Optional<Instant> expires) {
        String id = id();
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        String token =
                "zk_" + id + "_" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        KeptKey key =
                new KeptKey(
                        id,
                        label,
                        scopes,
                        KeptKey.hash(token),
                        clock.instant().toString(),
                        by.name(),
                        expires.map(Instant::toString).orElse(null));
        return redis.run(LIMIT, commands -> commands.hlen(KEYS))
                .thenCompose(count -> {
                    if (count >= KEYS_MAX) {
                        throw Problem.of(
                                        ProblemKind.CONFLICT,
                                        "there are " + count + " keys: revoke some first")
                                .refusal();
                    }
                    String kept = JSON.writeValueAsString(key);
                    return redis.run(LIMIT, commands -> commands.hsetnx(KEYS, id, kept));
                })
                .thenApply(added -> {
                    log.info("key.created key={} by={} scopes={}", id, by.name(), scopes);
                    return new Made(key, token);
                });
    }

    private String id() {
        StringBuilder id = new StringBuilder();
        while (id.length() < ID_LENGTH) {
            id.append(Character.forDigit(random.nextInt(Character.MAX_RADIX), Character.MAX_RADIX));
        }
        return id.toString();
    }

    /** Whether there was one; from now on it opens nothing. */
    CompletionStage<Boolean> revoke(String id, ApiCaller by) {
        return redis.run(LIMIT, commands -> commands.hdel(KEYS, id))
                .thenCombine(
                        redis.run(LIMIT, commands -> commands.hdel(USED, id)),
                        (removed, used) -> {
                            noted.remove(id);
                            if (removed > 0) {
                                log.info("key.revoked key={} by={}", id, by.name());
                            }
                            return removed > 0;
                        });
    }
}
