package zarang.routing.disposition;

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
import zarang.routing.told.UntoldFacts;

/**
 * What agents say their talks came to: in Redis first, for all processes and over restarts, then
 * told to the journal, once; see {@link UntoldFacts}. Any thread.
 */
public final class Dispositions implements AutoCloseable {
    /** The longest notes, in characters (UTF-16). */
    public static final int NOTES_MAX = 2000;

    private static final Logger log = LoggerFactory.getLogger(Dispositions.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * What came of it.
     *
     * @param call as it is now; empty if there is none
     */
    public record Answer(DispositionResult result, Optional<DisposedCall> call) {}

    private record Untold(
            String agent,
            @Nullable String queue,
            String code,
            String notes,
            String by,
            String at) {}

    private final ControlLoop loop;
    private final RedisDispositions store;
    private final UntoldFacts telling;
    private final Map<DispositionResult, Long> counts = new ConcurrentHashMap<>();
    private volatile DispositionSettings settings;

    Dispositions(ControlLoop loop, RedisLink redis, Journal journal, DispositionSettings settings) {
        this.loop = loop;
        store = new RedisDispositions(redis);
        telling = new UntoldFacts(loop, journal, store, Dispositions::entry, Dispositions::damaged);
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
        dispositions.telling.start();
        return dispositions;
    }

    /** The functions, to be given to {@link RedisLink#open}. */
    public static FunctionLibrary library() {
        return FunctionLibrary.ofResource(Dispositions.class, "dispositions.lua");
    }

    public DispositionSettings settings() {
        return settings;
    }

    /** From now on there are others. */
    public void set(DispositionSettings next) {
        settings = next;
    }

    /** What may be given a disposition, from the journal. */
    public TalksToDispose talks() {
        return new TalksToDispose(store, () -> settings.within());
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
                                ? only(DispositionResult.NO_CALL)
                                : code.isFor(found.get().queue())
                                        ? set(found.get(), code, notes, by)
                                        : only(DispositionResult.OTHER_QUEUE))
                .thenApply(answer -> {
                    counts.merge(answer.result(), 1L, Long::sum);
                    return answer;
                });
    }

    private static CompletionStage<Answer> only(DispositionResult result) {
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
                    if (outcome.result() == DispositionResult.SAID) {
                        telling.tell(outcome.untold(), text);
                    }
                    return store.one(call.call())
                            .thenApply(now -> new Answer(outcome.result(), now));
                });
    }

    private static void damaged(String what) {
        log.error("disposition.damaged call={}: what Redis keeps of it cannot be read", what);
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
        return Arrays.stream(DispositionResult.values())
                .collect(Collectors.toMap(Words::of, result -> counts.getOrDefault(result, 0L)));
    }

    /**
     * How many the journal had not been told when it was last looked, {@link UntoldFacts#EVERY} ago
     * at most.
     */
    public int untold() {
        return telling.size();
    }

    @Override
    public void close() {
        telling.close();
    }
}
