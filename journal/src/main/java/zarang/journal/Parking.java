package zarang.journal;

import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.journal.ConsumerStore.Dealt;

/**
 * What one consumer group has put out of its way: entries that it could not take, and entries of
 * later versions. Both are copies in streams of their own; those of a partition are tried again
 * each time somebody begins to work at it. Any thread.
 */
final class Parking {
    private static final Logger log = LoggerFactory.getLogger(Parking.class);
    private static final int BATCH = 64;

    /** A day of a busy old node beside a new one; the stream itself keeps them for longer. */
    private static final int UNREAD_MAX = 100_000;

    private final int parkedMax;
    private final ConsumerStore store;
    private final String group;
    private final String parkedKey;
    private final String unreadKey;
    private final LongAdder parked = new LongAdder();
    private final LongAdder unread = new LongAdder();
    private final LongAdder dropped = new LongAdder();

    Parking(ConsumerStore store, String group, int parkedMax) {
        this.parkedMax = parkedMax;
        this.store = store;
        this.group = group;
        parkedKey = "{journal}:parked:" + group;
        unreadKey = "{journal}:unread:" + group;
    }

    /** Puts an entry out of the way that the consumer cannot take; false if there is no room. */
    boolean park(Dealt entry, String error) {
        if (store.park(parkedKey, entry.id(), error, parkedMax)) {
            parked.increment();
            log.error(
                    "journal.parked group={} entry={} key={} error=\"{}\"; repair the cause and"
                            + " restart: parked entries are tried again at each start",
                    group,
                    entry.id(),
                    parkedKey,
                    error);
            return true;
        }
        log.error(
                "journal.parking-full group={} parked={}; the consumer waits at entry={} until the"
                        + " cause is repaired",
                group,
                parkedMax,
                entry.id());
        return false;
    }

    /**
     * Passes over an entry of a later version at once: it waits for that version, and nobody waits
     * for it. False if there is no room to keep it; then it is still to be acknowledged.
     */
    boolean leaveUnread(Dealt entry, String reason) {
        boolean kept = store.park(unreadKey, entry.id(), reason, UNREAD_MAX);
        (kept ? unread : dropped).increment();
        if (!kept || Long.bitCount(unread.sum()) == 1) {
            log.warn(
                    "journal.unread group={} entry={} kept={} so-far={} reason=\"{}\"; a later"
                            + " version wrote it and will read it: upgrade this node soon",
                    group,
                    entry.id(),
                    kept,
                    unread.sum(),
                    reason);
        }
        return kept;
    }

    /**
     * Offers all that lies there of one partition once more, for as long as {@code goOn}: what an
     * older version could not read first.
     *
     * @param all how many partitions there are
     */
    void tryAgain(int partition, int all, BooleanSupplier goOn, Function<Dealt, Taking> accept) {
        tryAgain(unreadKey, partition, all, goOn, accept);
        tryAgain(parkedKey, partition, all, goOn, accept);
    }

    private void tryAgain(
            String key,
            int partition,
            int all,
            BooleanSupplier goOn,
            Function<Dealt, Taking> accept) {
        Range<String> rest = Range.unbounded();
        long left = 0;
        while (goOn.getAsBoolean()) {
            List<StreamMessage<String, String>> batch = store.parked(key, rest, BATCH);
            if (batch.isEmpty()) {
                break;
            }
            for (StreamMessage<String, String> message : batch) {
                Dealt entry = entry(message, all);
                if (entry.partition() != partition) {
                    continue;
                }
                if (accept.apply(entry) instanceof Taking.Done) {
                    store.unpark(key, entry.id());
                } else {
                    left++;
                }
            }
            rest =
                    Range.from(
                            Range.Boundary.excluding(batch.getLast().getId()),
                            Range.Boundary.unbounded());
        }
        if (left > 0) {
            log.error("journal.still-parked group={} key={} entries={}", group, key, left);
        }
    }

    private static Dealt entry(StreamMessage<String, String> message, int all) {
        Map<String, String> body = message.getBody() == null ? Map.of() : message.getBody();
        return new Dealt(
                Integer.parseInt(body.getOrDefault("bucket", "0")) % all,
                message.getId(),
                body.getOrDefault("seq", "0"),
                body.getOrDefault("json", ""));
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
