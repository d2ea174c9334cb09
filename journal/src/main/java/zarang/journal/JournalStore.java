package zarang.journal;

import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import zarang.journal.spool.Place;
import zarang.redis.RedisLink;

/** The journal's keys and functions in Redis. */
final class JournalStore implements EntryStore {
    static final String STREAM = "{journal}:stream";

    private static final String NODES = "{journal}:nodes";
    private static final String INCARNATIONS = "{journal}:incarnations";
    private static final String SENT = "{journal}:sent";
    private static final String ASIDE = "{journal}:aside";
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final RedisLink redis;
    private final Duration remember;

    JournalStore(RedisLink redis, Duration remember) {
        this.redis = redis;
        this.remember = remember;
    }

    /**
     * Where entries lie in the spool of the node.
     *
     * @param oldest the oldest place that can be sent again
     */
    record Stretch(String from, String to, String oldest) {
        /** Entries that lie in no spool. */
        static final Stretch NONE = new Stretch("", "", "");

        static Stretch of(Place from, Place to, Place oldest) {
            return new Stretch(from.toString(), to.toString(), oldest.toString());
        }
    }

    /** What came of {@link #append}. */
    sealed interface Appended {
        /**
         * Redis has them.
         *
         * @param aside entries that Redis could not take, which were set aside
         */
        record Taken(long added, long aside) implements Appended {}

        /** This Redis has not taken what lies before: nothing was appended. */
        record Behind(Place taken) implements Appended {}
    }

    @Override
    public CompletionStage<Appended> append(
            String node, Stretch stretch, List<SpooledEntry> entries) {
        List<String> args = new ArrayList<>(5 + 9 * entries.size());
        args.add(node);
        args.add(Long.toString(remember.toSeconds()));
        args.add(stretch.from());
        args.add(stretch.to());
        args.add(stretch.oldest());
        for (SpooledEntry entry : entries) {
            args.add(entry.id());
            args.add(entry.subject().kind());
            args.add(entry.subject().id());
            args.add(Long.toString(entry.atMs()));
            args.add(entry.note().mark());
            args.add(entry.note().member());
            args.add(entry.note().caller());
            args.add(entry.type());
            args.add(entry.line());
        }
        CompletionStage<List<String>> reply =
                redis.fcall(
                        "journal_append",
                        ScriptOutputType.MULTI,
                        LIMIT,
                        List.of(STREAM, open(node), SENT, ASIDE),
                        args.toArray(String[]::new));
        return reply.thenApply(r ->
                r.get(0).equals("behind")
                        ? new Appended.Behind(Place.parse(r.get(1)))
                        : new Appended.Taken(Long.parseLong(r.get(1)), Long.parseLong(r.get(2))));
    }

    /**
     * What came of {@link #alive}.
     *
     * @param ours whether the name is this process's
     * @param at Redis' time; if not ours, how long ago the other process was heard of: both ms
     * @param before when the process that had the name before was last heard of, ms; empty if this
     *     one had it already, or nobody
     */
    record Alive(boolean ours, long at, String before) {}

    @Override
    public CompletionStage<Alive> alive(String node, String incarnation, Duration freeAfter) {
        CompletionStage<List<String>> reply =
                redis.fcall(
                        "journal_alive",
                        ScriptOutputType.MULTI,
                        LIMIT,
                        List.of(NODES, INCARNATIONS),
                        node,
                        incarnation,
                        Long.toString(freeAfter.toMillis()));
        return reply.thenApply(
                r -> new Alive(r.get(0).equals("1"), Long.parseLong(r.get(1)), r.get(2)));
    }

    @Override
    public CompletionStage<Long> free(String node, String incarnation) {
        return redis.fcall(
                "journal_free",
                ScriptOutputType.INTEGER,
                LIMIT,
                List.of(INCARNATIONS),
                node,
                incarnation);
    }

    @Override
    public CompletionStage<Map<String, String>> nodes() {
        return redis.run(LIMIT, c -> c.hgetall(NODES));
    }

    @Override
    public CompletionStage<String> lastAlive(String node) {
        CompletionStage<String> text = redis.run(LIMIT, c -> c.hget(NODES, node));
        return text.handle((ms, failure) -> failure == null && ms != null ? ms : "");
    }

    @Override
    public CompletionStage<Map<String, String>> openCalls(String node) {
        return redis.run(LIMIT, c -> c.hgetall(open(node)));
    }

    @Override
    public CompletionStage<Long> openAside(String node, String call, String error) {
        return redis.fcall(
                "journal_open_aside",
                ScriptOutputType.INTEGER,
                LIMIT,
                List.of(open(node), ASIDE),
                node,
                call,
                error);
    }

    @Override
    public CompletionStage<Long> forget(String node, String lastAlive) {
        return redis.fcall(
                "journal_forget",
                ScriptOutputType.INTEGER,
                LIMIT,
                List.of(NODES, INCARNATIONS, SENT, open(node)),
                node,
                lastAlive);
    }

    @Override
    public CompletionStage<Long> lease(String name, String holder, Duration length) {
        return redis.fcall(
                "journal_lease",
                ScriptOutputType.INTEGER,
                LIMIT,
                List.of("{journal}:lease:" + name),
                holder,
                Long.toString(length.toMillis()));
    }

    /** What {@link #trim} did. */
    record Trimmed(long entries, String heldBackBy) {}

    @Override
    public CompletionStage<Trimmed> trim(Instant olderThan) {
        CompletionStage<List<String>> reply =
                redis.fcall(
                        "journal_trim",
                        ScriptOutputType.MULTI,
                        LIMIT,
                        List.of(STREAM),
                        Long.toString(olderThan.toEpochMilli()));
        return reply.thenApply(r -> new Trimmed(Long.parseLong(r.get(0)), r.get(1)));
    }

    private static String open(String node) {
        return "{journal}:open:" + node;
    }
}
