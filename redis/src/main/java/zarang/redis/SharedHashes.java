package zarang.redis;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisException;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what other nodes keep in hashes of theirs: all of it at first, then each change within
 * milliseconds, and all of it again every {@link #RELOAD}, so that a change that was missed is
 * missed no longer than that. Redis away: nothing is told, and all of it when it is back. A virtual
 * thread and a connection of its own.
 *
 * <p>Of a {@code name} there are the hash {@code name:NODE} of each node, the stream {@code
 * name:changes} ({@link WrittenBehind.Changes}), and the hash {@code name:nodes} of all nodes. Each
 * command has one key.
 */
public final class SharedHashes implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SharedHashes.class);

    /** Everything is told again this often. */
    public static final Duration RELOAD = Duration.ofSeconds(15);

    private static final Duration BLOCK = Duration.ofSeconds(1);
    private static final Duration RETRY = Duration.ofSeconds(1);

    /** Whoever has this many before it has missed more perhaps. */
    private static final int BEHIND_MAX = 500;

    /** A node that keeps nothing and has said nothing for so long is taken off the list. */
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);

    /**
     * What a node keeps.
     *
     * @param about what it says of itself
     */
    public record Kept(String about, Map<String, String> fields) {
        public Kept {
            fields = Map.copyOf(fields);
        }
    }

    /**
     * What has changed.
     *
     * @param value empty: the field is gone
     */
    public record Change(String node, String field, Optional<String> value) {}

    /** Who is told. The follower's thread; must not wait. */
    public interface Listener {
        /** All that there is, by node; a node that is not named is gone. */
        void all(Map<String, Kept> nodes);

        /** In their order. */
        void changed(List<Change> changes);
    }

    /**
     * How it is kept in the hash of all nodes: the second that it was said, by Redis' clock, a
     * blank, and what a node says of itself.
     */
    private record Said(long second, String about) {
        static Optional<Said> read(String text) {
            int blank = text.indexOf(' ');
            try {
                return Optional.of(
                        new Said(
                                Long.parseLong(text.substring(0, Math.max(0, blank))),
                                text.substring(blank + 1)));
            } catch (NumberFormatException damaged) {
                return Optional.empty();
            }
        }

        @Override
        public String toString() {
            return second + " " + about;
        }
    }

    private final RedisLink redis;
    private final String name;
    private final String node;
    private final String about;
    private final Listener told;
    private final CountDownLatch stopped = new CountDownLatch(1);

    private SharedHashes(RedisLink redis, String name, String node, String about, Listener told) {
        this.redis = redis;
        this.name = name;
        this.node = node;
        this.about = about;
        this.told = told;
    }

    /**
     * Begins to tell.
     *
     * @param node this one, whose own hash is not told
     * @param about what the others get to know of it
     */
    public static SharedHashes follow(
            RedisLink redis, String name, String node, String about, Listener told) {
        SharedHashes hashes = new SharedHashes(redis, name, node, about, told);
        Thread.ofVirtual().name("follow-" + name).start(hashes::run);
        return hashes;
    }

    /** The key of a node's hash. */
    public static String key(String name, String node) {
        return name + ":" + node;
    }

    /** The key of the stream of changes. */
    public static String changes(String name) {
        return name + ":changes";
    }

    private String nodes() {
        return name + ":nodes";
    }

    private void run() {
        try {
            do {
                follow();
            } while (!stopped.await(RETRY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow() {
        try (StatefulRedisConnection<String, String> own = redis.dedicated()) {
            RedisCommands<String, String> commands = own.sync();
            introduce(commands);
            while (stopped.getCount() > 0) {
                follow(commands);
            }
        } catch (RedisAway | RedisException away) {
            log.debug("redis.follow-waits", away);
        } catch (RuntimeException fault) {
            log.error("redis.follow-failed: what is known stays; please report this", fault);
        }
    }

    /** Everything, and then its changes, until it is time for everything again. */
    private void follow(RedisCommands<String, String> commands) {
        String last = newest(commands);
        Instant now = time(commands);
        say(commands, now);
        told.all(load(commands, now));
        Instant until = now.plus(RELOAD);
        while (stopped.getCount() > 0 && time(commands).isBefore(until)) {
            List<StreamMessage<String, String>> news = read(commands, last);
            if (news.size() == BEHIND_MAX || news.stream().anyMatch(this::isNewNode)) {
                return;
            }
            if (!news.isEmpty()) {
                last = news.getLast().getId();
                tell(news);
            }
        }
    }

    /** Whoever reads this looks at the list of nodes. */
    private void introduce(RedisCommands<String, String> commands) {
        say(commands, time(commands));
        commands.xadd(changes(name), Map.of("node", node));
    }

    private void say(RedisCommands<String, String> commands, Instant now) {
        commands.hset(nodes(), node, new Said(now.getEpochSecond(), about).toString());
    }

    private boolean isNewNode(StreamMessage<String, String> message) {
        String introduced = message.getBody().get("node");
        return introduced != null && !introduced.equals(node);
    }

    private static Instant time(RedisCommands<String, String> commands) {
        return Instant.ofEpochSecond(Long.parseLong(commands.time().getFirst()));
    }

    private String newest(RedisCommands<String, String> commands) {
        return commands.xrevrange(changes(name), Range.unbounded(), Limit.from(1)).stream()
                .map(StreamMessage::getId)
                .findFirst()
                .orElse("0-0");
    }

    @SuppressWarnings("unchecked") // Lettuce's varargs of a generic type
    private List<StreamMessage<String, String>> read(
            RedisCommands<String, String> commands, String last) {
        return commands.xread(
                XReadArgs.Builder.count(BEHIND_MAX).block(BLOCK),
                StreamOffset.from(changes(name), last));
    }

    private Map<String, Kept> load(RedisCommands<String, String> commands, Instant now) {
        Map<String, Kept> all = new LinkedHashMap<>();
        commands.hgetall(nodes())
                .forEach((other, text) -> {
                    if (other.equals(node)) {
                        return;
                    }
                    Map<String, String> fields = commands.hgetall(key(name, other));
                    Optional<Said> said = Said.read(text);
                    boolean forgotten =
                            said.map(each -> Instant.ofEpochSecond(each.second()).plus(FORGOTTEN))
                                    .filter(now::isBefore)
                                    .isEmpty();
                    if (forgotten && fields.isEmpty()) {
                        commands.hdel(nodes(), other);
                    } else {
                        all.put(other, new Kept(said.map(Said::about).orElse(""), fields));
                    }
                });
        return all;
    }

    private void tell(List<StreamMessage<String, String>> news) {
        List<Change> changes = new ArrayList<>();
        for (StreamMessage<String, String> each : news) {
            Map<String, String> body = each.getBody();
            String key = body.get("key");
            String field = body.get("field");
            if (key != null && field != null && !key.equals(key(name, node))) {
                changes.add(
                        new Change(
                                key.substring(name.length() + 1),
                                field,
                                Optional.ofNullable(body.get("value"))));
            }
        }
        if (!changes.isEmpty()) {
            told.changed(changes);
        }
    }

    @Override
    public void close() {
        stopped.countDown();
    }
}
