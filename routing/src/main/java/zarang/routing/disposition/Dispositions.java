package zarang.routing.disposition;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.QueueName;
import zarang.call.Words;
import zarang.call.journal.Journal;
import zarang.call.journal.JournalEntry;
import zarang.call.loop.ControlLoop;
import zarang.redis.FunctionLibrary;
import zarang.redis.RedisLink;

/**
 * What agents say their talks came to: in Redis first, for all processes and over restarts, then
 * told to the journal, once; by another process within {@link #EVERY} if this one dies in between.
 * Any thread.
 */
public final class Dispositions implements AutoCloseable {
    /** The longest notes, in characters (UTF-16). */
    public static final int NOTES_MAX = 2000;

    /** How often it is asked what the journal has not been told. */
    static final Duration EVERY = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(Dispositions.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What came of saying something of a call. */
    public enum Result {
        /** It is said. */
        SAID,
        /** The same had been said; nothing changed. */
        SAME,
        /** No agent talked in such a call, or it ended too long ago. */
        NO_CALL,
        /** The code is not for callers of that queue. */
        OTHER_QUEUE,
        /** The journal has not taken what was said before for very long. */
        FULL
    }

    /**
     * What came of it.
     *
     * @param call as it is now; empty if there is none
     */
    public record Answer(Result result, Optional<DisposedCall> call) {}

    private record Untold(
            String agent,
            @Nullable String queue,
            String code,
            String notes,
            String by,
            String at) {}

    private final ControlLoop loop;
    private final RedisDispositions store;
    private final Journal journal;
    private final DispositionSettings settings;
    private final Map<Result, Long> counts = new ConcurrentHashMap<>();
    private volatile boolean closed;
    private volatile int untold;

    Dispositions(ControlLoop loop, RedisLink redis, Journal journal, DispositionSettings settings) {
        this.loop = loop;
        this.store = new RedisDispositions(redis);
        this.journal = journal;
        this.settings = settings;
    }

    /**
     * Opens them. Any thread.
     *
     * @param redis a link that was opened with {@link #library}
     */
    public static Dispositions open(
            ControlLoop loop, RedisLink redis, Journal journal, DispositionSettings settings) {
        Dispositions dispositions = new Dispositions(loop, redis, journal, settings);
        loop.post(dispositions::tellAgain);
        return dispositions;
    }

    /** The functions, to be given to {@link RedisLink#open}. */
    public static FunctionLibrary library() {
        return FunctionLibrary.ofResource(Dispositions.class, "dispositions.lua");
    }

    public DispositionSettings settings() {
        return settings;
    }

    /** What may be given a disposition, from the journal. */
    public TalksToDispose talks() {
        return new TalksToDispose(store, settings.within());
    }

    /** A call that may be given one. Fails while Redis is away. */
    public CompletionStage<Optional<DisposedCall>> one(CallId call) {
        return store.one(call);
    }

    /** The call in which an agent talked last. Fails while Redis is away. */
    CompletionStage<Optional<CallId>> lastOf(AgentId agent) {
        return store.last(agent);
    }

    /** Whether {@code agent} has talked in no other call since. Fails while Redis is away. */
    public CompletionStage<Boolean> isLastOf(AgentId agent, CallId call) {
        return store.last(agent).thenApply(last -> last.equals(Optional.of(call)));
    }

    /**
     * Says what a talk came to; said again it is changed. Fails if that cannot be kept.
     *
     * @param notes at most {@link #NOTES_MAX} characters
     * @param by who says so, such as {@code api owner}
     */
    public CompletionStage<Answer> set(CallId id, Disposition code, String notes, String by) {
        return store.one(id)
                .thenCompose(found ->
                        found.isEmpty()
                                ? only(Result.NO_CALL)
                                : code.isFor(found.get().queue())
                                        ? set(found.get(), code, notes, by)
                                        : only(Result.OTHER_QUEUE))
                .thenApply(answer -> {
                    counts.merge(answer.result(), 1L, Long::sum);
                    return answer;
                });
    }

    private static CompletionStage<Answer> only(Result result) {
        return CompletableFuture.completedStage(new Answer(result, Optional.empty()));
    }

    private CompletionStage<Answer> set(
            DisposedCall call, Disposition code, String notes, String by) {
        Instant at = loop.instant();
        String text =
                JSON.writeValueAsString(
                        new Untold(
                                call.agent().value(),
                                call.queue().map(QueueName::value).orElse(null),
                                code.id(),
                                notes,
                                by,
                                at.toString()));
        return store.set(call.call(), code.id(), notes, by, at, text)
                .thenCompose(outcome -> {
                    if (outcome.set() == RedisDispositions.Set.SAID) {
                        tell(outcome.untold(), text);
                    }
                    return store.one(call.call())
                            .thenApply(now -> new Answer(result(outcome.set()), now));
                });
    }

    private static Result result(RedisDispositions.Set set) {
        return switch (set) {
            case SAID -> Result.SAID;
            case SAME -> Result.SAME;
            case NO_CALL -> Result.NO_CALL;
            case FULL -> Result.FULL;
        };
    }

    private void tellAgain() {
        if (closed) {
            return;
        }
        loop.schedule(EVERY, this::tellAgain);
        var _ =
                store.untold()
                        .thenAccept(all -> {
                            untold = all.size();
                            all.forEach(this::tell);
                        });
    }

    /** The entry is the same however often it is written, so that it counts once. */
    private void tell(String what, String text) {
        Optional<JournalEntry> entry = entry(what, text);
        if (entry.isEmpty()) {
            log.error("disposition.damaged call={}: what Redis keeps of it cannot be read", what);
            store.told(what);
            return;
        }
        var _ = journal.appendDurably(entry.get()).thenCompose(kept -> store.told(what));
    }

    private static Optional<JournalEntry> entry(String what, String text) {
        try {
            int colon = what.lastIndexOf(':');
            int revision = Integer.parseInt(what.substring(colon + 1));
            CallId call = new CallId(what.substring(0, Math.max(0, colon)));
            Untold said = JSON.readValue(text, Untold.class);
            return Optional.of(
                    new JournalEntry(
                            call + ".disposed." + revision,
                            call,
                            Instant.parse(said.at),
                            new CallDisposed(
                                    new AgentId(said.agent),
                                    Optional.ofNullable(said.queue).map(QueueName::new),
                                    said.code,
                                    said.notes,
                                    said.by,
                                    revision)));
        } catch (JacksonException
                | DateTimeParseException
                | IllegalArgumentException
                | NullPointerException damaged) {
            return Optional.empty();
        }
    }

    /** How often something was said, by what came of it. */
    public Map<String, Long> counts() {
        return Arrays.stream(Result.values())
                .collect(Collectors.toMap(Words::of, result -> counts.getOrDefault(result, 0L)));
    }

    /**
     * How many the journal had not been told when it was last looked, {@link #EVERY} ago at most.
     */
    public int untold() {
        return untold;
    }

    @Override
    public void close() {
        closed = true;
    }
}
