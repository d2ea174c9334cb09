package zarang.journal;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.redis.RedisLink;

/**
 * What one consumer group has put out of its way: entries that it could not take, and entries of
 * later versions. Both are copies in streams of their own, tried again each time somebody begins to
 * read for the group. The consumer's thread, but for the figures.
 */
final class Parking {
    private static final Logger log = LoggerFactory.getLogger(Parking.class);
    private static final int BATCH = 64;

    /** A day of a busy old node beside a new one; the stream itself keeps them for longer. */
    private static final int UNREAD_MAX = 100_000;

    private final JournalSettings settings;
    private final RedisLink redis;
    private final String group;
    private final String parkedKey;
    private final String unreadKey;
    private final LongAdder parked = new LongAdder();
    private final LongAdder unread = new LongAdder();
    private final LongAdder dropped = new LongAdder();

    Parking(JournalSettings settings, RedisLink redis, String group) {
        this.settings = settings;
        this.redis = redis;
        this.group = group;
        parkedKey = "{journal}:parked:" + group;
        unreadKey = "{journal}:unread:" + group;
    }

    /** The streams, in the order in which they are to be tried. */
    List<String> keys() {
        return List.of(unreadKey, parkedKey);
    }

    /** Puts an entry out of the way that the consumer cannot take; false if there is no room. */
    boolean park(
            RedisCommands<String, String> commands,
            StreamMessage<String, String> message,
            String error) {
        if (put(commands, parkedKey, message, error, settings.parkedMax())) {
            parked.increment();
            log.error(
                    "journal.parked group={} entry={} key={} error=\"{}\"; repair the cause and"
                            + " restart: parked entries are tried again at each start",
                    group,
                    message.getId(),
                    parkedKey,
                    error);
            return true;
        }
        log.error(
                "journal.parking-full group={} parked={}; the consumer waits at entry={} until the"
                        + " cause is repaired",
                group,
                settings.parkedMax(),
                message.getId());
        return false;
    }

    /**
     * Passes over an entry of a later version at once: it waits for that version, and nobody waits
     * for it. False if there is no room to keep it; then it is still to be acknowledged.
     */
    boolean leaveUnread(
            RedisCommands<String, String> commands,
            StreamMessage<String, String> message,
            String reason) {
        boolean kept = put(commands, unreadKey, message, reason, UNREAD_MAX);
        (kept ? unread : dropped).increment();
        if (!kept || Long.bitCount(unread.sum()) == 1) {
            log.warn(
                    "journal.unread group={} entry={} kept={} so-far={} reason=\"{}\"; a later"
                            + " version wrote it and will read it: upgrade this node soon",
                    group,
                    message.getId(),
                    kept,
                    unread.sum(),
                    reason);
        }
        return kept;
    }

    private boolean put(
            RedisCommands<String, String> commands,
            String key,
            StreamMessage<String, String> message,
            String error,
            int most) {
        Long out =
                commands.fcall(
                        redis.function("journal_park"),
                        ScriptOutputType.INTEGER,
                        new String[] {JournalStore.STREAM, key},
                        group,
                        message.getId(),
                        error,
                        Integer.toString(most));
        return out == 1;
    }

    /** Offers all that lies in a stream once more, for as long as {@code goOn}. */
    void tryAgain(
            RedisCommands<String, String> commands,
            String key,
            BooleanSupplier goOn,
            Function<StreamMessage<String, String>, Taking> accept) {
        String from = "-";
        long left = 0;
        while (goOn.getAsBoolean()) {
            Range<String> rest =
                    from.equals("-")
                            ? Range.unbounded()
                            : Range.from(
                                    Range.Boundary.excluding(from), Range.Boundary.unbounded());
            List<StreamMessage<String, String>> batch =
                    commands.xrange(key, rest, Limit.from(BATCH));
            if (batch.isEmpty()) {
                break;
            }
            for (StreamMessage<String, String> message : batch) {
                from = message.getId();
                if (accept.apply(message) instanceof Taking.Done) {
                    commands.xdel(key, from);
                } else {
                    left++;
                }
            }
        }
        if (left > 0) {
            log.error("journal.still-parked group={} key={} entries={}", group, key, left);
        }
    }

    /** Entries put aside by this process since the consumer could not take them. */
    long parked() {
        return parked.sum();
    }

    /** Entries put aside by this process since it does not know them. */
    long unread() {
        return unread.sum();
    }

    /** Entries that this process does not know and for which there was no room. */
    long dropped() {
        return dropped.sum();
    }
}
