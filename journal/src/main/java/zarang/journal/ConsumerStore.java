package zarang.journal;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisBusyException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import zarang.redis.RedisLink;

/**
 * What a consumer group has in Redis, and the functions over it; {@code journal.lua} lists them.
 * Virtual threads only: every method waits for its answer, 5 s at most, and throws {@link
 * CompletionException} when there is none.
 */
final class ConsumerStore {
    private static final String PARTITIONS = "{journal}:partitions";
    private static final String DEALT = "{journal}:dealt:";
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int HEAD = 2;
    private static final int FIELDS = 4;

    private final RedisLink redis;
    private final String group;
    private final String node;
    private final ReentrantLock acknowledging = new ReentrantLock();
    private final List<String> undone = new ArrayList<>();

    ConsumerStore(RedisLink redis, String group, String node) {
        this.redis = redis;
        this.group = group;
        this.node = node;
    }

    /**
     * What the node has of the group's partitions.
     *
     * @param all how many there are
     * @param fair how many a node should have now
     */
    record Share(int all, int fair, List<Integer> own) {}

    /** Says that this node reads, for as long as {@code silent}, and takes what is free. */
    Share share(Duration silent, int partitions) {
        List<String> reply =
                strings(
                        "journal_share",
                        List.of(
                                PARTITIONS,
                                "{journal}:readers:" + group,
                                "{journal}:shares:" + group),
                        node,
                        Long.toString(silent.toMillis()),
                        Integer.toString(partitions));
        List<Integer> all = reply.stream().map(Integer::valueOf).toList();
        return new Share(all.get(0), all.get(1), all.subList(2, all.size()));
    }

    /** Another may take the partition now: nothing of it is being done here any more. */
    void giveUp(int partition) {
        long _ =
                number(
                        "journal_give_up",
                        List.of("{journal}:shares:" + group),
                        node,
                        Integer.toString(partition));
    }

    /** The node reads no more, and has none of the {@code all} partitions. */
    void leave(int all) {
        long _ =
                number(
                        "journal_leave",
                        List.of("{journal}:readers:" + group, "{journal}:shares:" + group),
                        node,
                        Integer.toString(all));
    }

    /** An entry that is to be done; {@code json} is empty if it was deleted by hand. */
    record Dealt(int partition, String id, String sequence, String json) {}

    /**
     * What is to be done.
     *
     * @param upto the entry up to which the group was dealt; empty: more is there than may be dealt
     * @param dealt how many entries were new
     */
    record Found(String upto, int dealt, List<Dealt> entries) {}

    /**
     * Deals what is new, and gives what is to be done of some partitions.
     *
     * @param unwanted types of which nothing is to be dealt: they are done for the group
     * @param all how many partitions there are
     * @param newMost entries to deal at most
     * @param most entries of one partition at most
     * @param after of each wanted partition the last id that was given
     */
    Found read(List<String> unwanted, int all, int newMost, int most, Map<Integer, String> after) {
        List<String> args = new ArrayList<>();
        args.addAll(List.of(group, Integer.toString(all)));
        args.addAll(List.of(Integer.toString(newMost), Integer.toString(most)));
        args.add(Integer.toString(unwanted.size()));
        args.addAll(unwanted);
        after.forEach((partition, id) -> {
            args.add(partition.toString());
            args.add(id);
        });
        List<String> reply =
                strings(
                        "journal_read",
                        List.of(JournalStore.STREAM, DEALT + group),
                        args.toArray(String[]::new));
        List<Dealt> entries = new ArrayList<>();
        for (int i = HEAD; i < reply.size(); i += FIELDS) {
            entries.add(
                    new Dealt(
                            Integer.parseInt(reply.get(i)),
                            reply.get(i + 1),
                            reply.get(i + 2),
                            reply.get(i + 3)));
        }
        return new Found(reply.get(0), Integer.parseInt(reply.get(1)), entries);
    }

    /**
     * Deals what was seen already, by ids.
     *
     * @param from the entry up to which the group was dealt
     * @param upto the last that was seen
     * @param count how many lie between, with those that nobody wants
     * @param after of each wanted partition the last id that was given
     * @param parts of each partition what it gets
     * @return the wanted partitions where nothing lies between what was given and what they get;
     *     empty if the group was dealt otherwise meanwhile: then nothing was done
     */
    Optional<Set<Integer>> deal(
            String from,
            String upto,
            int count,
            Map<Integer, String> after,
            Map<Integer, List<Dealt>> parts) {
        List<String> args = new ArrayList<>();
        args.addAll(List.of(group, from, upto, Integer.toString(count)));
        args.add(Integer.toString(after.size()));
        after.forEach((partition, id) -> {
            args.add(partition.toString());
            args.add(id);
        });
        parts.forEach((partition, entries) -> {
            args.add(partition.toString());
            args.add(Integer.toString(entries.size()));
            entries.forEach(entry -> args.add(entry.id()));
        });
        List<Long> reply =
                wait(
                        redis.<List<Long>>fcall(
                                "journal_deal",
                                ScriptOutputType.MULTI,
                                LIMIT,
                                List.of(JournalStore.STREAM, DEALT + group),
                                args.toArray(String[]::new)));
        if (reply.getFirst() == 0) {
            return Optional.empty();
        }
        Set<Integer> whole = new HashSet<>();
        int place = 1;
        for (Integer partition : after.keySet()) {
            if (reply.get(place++) == 1) {
                whole.add(partition);
            }
        }
        return Optional.of(whole);
    }

    /** From the stream's beginning: what was written before the group existed is for it as well. */
    void create() {
        try {
            String _ =
                    wait(
                            redis.<String>run(
                                    LIMIT,
                                    c ->
                                            c.xgroupCreate(
                                                    StreamOffset.from(JournalStore.STREAM, "0"),
                                                    group,
                                                    XGroupCreateArgs.Builder.mkstream())));
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof RedisBusyException)) {
                throw e;
            }
        }
    }

    /**
     * Acknowledges. What several partitions have done meanwhile goes in one command: each one costs
     * Redis a write to its disk.
     */
    void done(List<String> ids) {
        synchronized (undone) {
            undone.addAll(ids);
        }
        acknowledging.lock();
        try {
            String[] together;
            synchronized (undone) {
                together = undone.toArray(String[]::new);
                undone.clear();
            }
            if (together.length > 0) {
                long _ =
                        wait(
                                redis.<Long>run(
                                        LIMIT, c -> c.xack(JournalStore.STREAM, group, together)));
            }
        } finally {
            acknowledging.unlock();
        }
    }

    /** Puts an entry out of the way into another stream; false if there is no room. */
    boolean park(String to, String id, String error, int most) {
        long out =
                number(
                        "journal_park",
                        List.of(JournalStore.STREAM, to),
                        group,
                        id,
                        error,
                        Integer.toString(most));
        return out == 1;
    }

    /** Entries that were put out of the way, in order. */
    List<StreamMessage<String, String>> parked(String key, Range<String> range, int most) {
        return wait(redis.run(LIMIT, c -> c.xrange(key, range, Limit.from(most))));
    }

    /** An entry that was put out of the way is done. */
    void unpark(String key, String id) {
        long _ = wait(redis.<Long>run(LIMIT, c -> c.xdel(key, id)));
    }

    /** Entries that the group has not done; −1 if that is not known. */
    long behind() {
        return number("journal_behind", List.of(JournalStore.STREAM), group);
    }

    /** Fails while Redis is away. */
    void ping() {
        String _ = wait(redis.<String>run(LIMIT, c -> c.ping()));
    }

    private long number(String function, List<String> keys, String... args) {
        return wait(redis.<Long>fcall(function, ScriptOutputType.INTEGER, LIMIT, keys, args));
    }

    private List<String> strings(String function, List<String> keys, String... args) {
        return wait(redis.<List<String>>fcall(function, ScriptOutputType.MULTI, LIMIT, keys, args));
    }

    private static <T> T wait(CompletionStage<T> reply) {
        return reply.toCompletableFuture().join();
    }
}
