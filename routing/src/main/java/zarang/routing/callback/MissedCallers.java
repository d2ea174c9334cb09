package zarang.routing.callback;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.CallId;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.Words;
import zarang.call.journal.Journal;
import zarang.call.loop.ControlLoop;
import zarang.redis.RedisLink;

/**
 * Callers who were not served, until somebody has called them or they came again and were: one list
 * for all processes, each number once, in Redis as the list of call-backs. Any thread.
 *
 * <p>Bounded: {@value #ALL_MAX} on the list; who is on it for {@link #KEPT} is taken off.
 */
public final class MissedCallers implements AutoCloseable {
    /** How many can be on the list: more than that nobody calls. */
    static final int ALL_MAX = 5000;

    /** How long somebody is worth a call. */
    static final Duration KEPT = Duration.ofDays(7);

    /** How often it is looked who has been on it too long. */
    static final Duration EVERY = Duration.ofMinutes(10);

    static final RedisCallbackStore.Bounds BOUNDS =
            new RedisCallbackStore.Bounds("missed", ALL_MAX, 1);

    private static final KeptList.Entries<MissedCaller> ENTRIES =
            new KeptList.Entries<>(
                    "missed",
                    MissedCaller::id,
                    MissedCaller::queue,
                    (id, text, progress) -> MissedText.read(id, text, progress.hold()),
                    Comparator.comparing(MissedCaller::last).thenComparing(MissedCaller::id),
                    fresh -> new ListJournal.Told(fresh.first(), CallerMissed.of(fresh)),
                    how -> new MissedClosed(how.queue(), how.result(), how.by()));

    private static final String BY = "zarang";
    private static final String FULL = "list-full";
    private static final Logger log = LoggerFactory.getLogger(MissedCallers.class);

    private final ControlLoop loop;
    private final CallbackStore store;
    private final RandomGenerator random;
    private final KeptList<MissedCaller> list;
    private final Map<String, LongAdder> counts =
            Stream.concat(Stream.of(MissedReason.values()).map(Words::of), Stream.of(FULL))
                    .collect(Collectors.toMap(each -> each, each -> new LongAdder()));
    private volatile boolean over;

    MissedCallers(ControlLoop loop, CallbackStore store, Journal journal, RandomGenerator random) {
        this.loop = loop;
        this.store = store;
        this.random = random;
        list = new KeptList<>(loop, store, journal, ENTRIES);
    }

    /**
     * Opens the list. Any thread.
     *
     * @param redis a link that was opened with {@link Callbacks#library}
     */
    public static MissedCallers open(
            ControlLoop loop, RedisLink redis, Journal journal, RandomGenerator random) {
        MissedCallers missed =
                new MissedCallers(loop, new RedisCallbackStore(redis, BOUNDS), journal, random);
        missed.start();
        return missed;
    }

    void start() {
        list.start();
        loop.post(this::expire);
    }

    private void expire() {
        if (over) {
            return;
        }
        var _ =
                all().thenAccept(all -> {
                    Instant before = loop.instant().minus(KEPT);
                    all.stream()
                            .filter(each -> each.last().isBefore(before))
                            .forEach(each -> list.close(each, CallbackResult.EXPIRED, BY));
                });
        loop.schedule(EVERY, this::expire);
    }

    /**
     * A caller was not served: it is on the list, or is once more. The same call again changes
     * nothing. Fails if that cannot be kept.
     */
    public CompletionStage<?> missed(
            QueueName queue, PhoneNumber number, MissedReason reason, CallId call, Instant at) {
        MissedCaller fresh =
                new MissedCaller(
                        CallId.next(at, random).value(),
                        queue,
                        number,
                        at,
                        at,
                        1,
                        reason,
                        call,
                        Optional.empty());
        return store.put(
                        new CallbackStore.Item(
                                fresh.id(), MissedText.write(fresh), number.e164(), number.e164()),
                        Duration.ZERO,
                        "")
                .thenCompose(put ->
                        switch (put) {
                            case CallbackStore.Put.New _ -> {
                                count(Words.of(reason));
                                list.listed(fresh);
                                yield CompletableFuture.completedStage(true);
                            }
                            case CallbackStore.Put.There(String id) -> again(id, fresh);
                            case CallbackStore.Put.Full _ -> {
                                count(FULL);
                                log.warn("missed.full number={}: ./zarang missed list", number);
                                yield CompletableFuture.completedStage(false);
                            }
                        });
    }

    private CompletionStage<Boolean> again(String id, MissedCaller fresh) {
        return one(id).thenCompose(found -> {
            if (found.filter(before -> !before.call().equals(fresh.call())).isEmpty()) {
                return CompletableFuture.completedStage(false);
            }
            count(Words.of(fresh.reason()));
            MissedCaller now =
                    found.get().again(fresh.queue(), fresh.last(), fresh.reason(), fresh.call());
            return store.amend(id, MissedText.write(now));
        });
    }

    /** That number was served, or called: nobody need call it, if it is on the list. */
    CompletionStage<?> served(PhoneNumber number, CallbackResult result, String by) {
        return store.find(number.e164())
                .thenCompose(id ->
                        id.isEmpty()
                                ? CompletableFuture.completedStage(Optional.empty())
                                : close(id.get(), result, by));
    }

    /**
     * Has one for {@code span}: nobody else calls. No time lets it go.
     *
     * @return who has it now: {@code by}, or somebody else; empty if it is not on the list
     */
    public CompletionStage<Optional<String>> hold(String id, String by, Duration span) {
        return list.hold(id, by, span);
    }

    /** Takes one off the list, unless somebody else has it. Fails if that cannot be kept. */
    public CompletionStage<TakenOff<MissedCaller>> takeOff(
            String id, CallbackResult result, String by) {
        return list.takeOff(id, result, by);
    }

    /**
     * Takes one off the list, whoever has it; empty if it is not on it. Fails if that cannot be
     * kept.
     */
    public CompletionStage<Optional<MissedCaller>> close(
            String id, CallbackResult result, String by) {
        return list.close(id, result, by);
    }

    /** Everybody on the list, who was missed last last. */
    public CompletionStage<List<MissedCaller>> all() {
        return list.all();
    }

    /** One of them; empty if it is not on the list. */
    public CompletionStage<Optional<MissedCaller>> one(String id) {
        return list.one(id);
    }

    private void count(String what) {
        LongAdder counter = counts.get(what);
        if (counter != null) {
            counter.increment();
        }
    }

    /** Calls that this process put on the list, by reason; and those for which it had no room. */
    public Map<String, Long> counts() {
        return counts.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().sum()));
    }

    /** How many were on the list when it was last looked at, some seconds ago. */
    public int open() {
        return list.open();
    }

    @Override
    public void close() {
        over = true;
        list.close();
    }
}
