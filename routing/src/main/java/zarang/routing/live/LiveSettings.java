package zarang.routing.live;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.fact.Subject;
import zarang.call.journal.Journal;
import zarang.call.journal.JournalEntry;
import zarang.call.loop.ControlLoop;
import zarang.redis.RedisLink;

/**
 * What is set of queues, agents and the floor while servers run. Kept in Redis: what one process
 * sets the others know within {@link #EVERY}, and a restart finds it. While Redis is away what is
 * known stays, and nothing can be set. Control loop, but for what says otherwise.
 */
public final class LiveSettings implements AutoCloseable {
    /** How often it is asked what other processes set. */
    static final Duration EVERY = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(LiveSettings.class);

    private final ControlLoop loop;
    private final LiveStore store;
    private final Journal journal;
    private final Runnable changed;

    /** Of this run of this process: no journal entry of another one has its name. */
    private final String name;

    private Map<Subject, LiveValues> known = Map.of();

    /** As it was last read. */
    private Map<String, String> texts = Map.of();

    private boolean closed;
    private boolean away;
    private long changes;

    LiveSettings(
            ControlLoop loop, String node, LiveStore store, Journal journal, Runnable changed) {
        this.loop = loop;
        this.store = store;
        this.journal = journal;
        this.changed = changed;
        name = "queues." + node + "." + loop.instant().toEpochMilli();
    }

    /**
     * Nothing is looked at yet. Any thread.
     *
     * @param changed runs on the control loop whenever another process has set something
     */
    public static LiveSettings inRedis(
            ControlLoop loop, String node, RedisLink redis, Journal journal, Runnable changed) {
        LiveSettings live =
                new LiveSettings(loop, node, new RedisLiveStore(redis), journal, changed);
        // a look before Redis was there found nothing
        redis.onUp(() -> loop.post(() -> live.lookOnce(() -> {})));
        return live;
    }

    /** Begins to follow what is set. Any thread; completes when it was looked at once, or not. */
    public CompletionStage<@Nullable Void> follow() {
        CompletableFuture<@Nullable Void> looked = new CompletableFuture<>();
        loop.post(() -> {
            lookOnce(() -> looked.complete(null));
            loop.schedule(EVERY, this::lookAgain);
        });
        return looked;
    }

    /**
     * Sets one, if nobody else did since {@code was}. Any thread; completes on the loop. Fails if
     * that cannot be kept; it may be kept all the same, and is then found later.
     *
     * @param now without values: it is as the files say
     * @param what changes by it, in words
     * @return false: somebody else did
     */
    public CompletionStage<Boolean> set(
            Subject place, Optional<LiveValues> was, LiveValues now, String what) {
        Optional<LiveValues> next = Optional.of(now).filter(live -> !live.values().isEmpty());
        return onLoop(
                store.set(place, was.map(LiveValues::text), next.map(LiveValues::text)),
                () -> isSet(place, next, now.by(), what));
    }

    private CompletionStage<Boolean> onLoop(CompletionStage<Boolean> kept, Runnable then) {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        kept.whenComplete((isKept, failure) ->
                loop.post(() -> {
                    if (failure != null) {
                        done.completeExceptionally(failure);
                        return;
                    }
                    if (isKept) {
                        then.run();
                    }
                    done.complete(isKept);
                }));
        return done;
    }

    /**
     * It is as the files say, whatever was set of it. Any thread; completes on the loop. Fails if
     * that cannot be kept.
     *
     * @param what changes by it, in words
     */
    public CompletionStage<Boolean> reset(Subject place, String by, String what) {
        return onLoop(
                store.set(place, LiveStore.WHATEVER, Optional.empty()),
                () -> isSet(place, Optional.empty(), by, what));
    }

    /** Looks now. Any thread; completes on the loop when it was looked, or could not be. */
    public CompletionStage<@Nullable Void> look() {
        CompletableFuture<@Nullable Void> looked = new CompletableFuture<>();
        loop.post(() -> lookOnce(() -> looked.complete(null)));
        return looked;
    }

    /** All that is set, as far as it is known here. */
    public Map<Subject, LiveValues> known() {
        return known;
    }

    private void isSet(Subject place, Optional<LiveValues> next, String by, String what) {
        Map<Subject, LiveValues> all = new HashMap<>(known);
        next.ifPresentOrElse(live -> all.put(place, live), () -> all.remove(place));
        known = Map.copyOf(all);
        texts = Map.of(); // what is read next counts
        changes++;
        if (what.isEmpty()) {
            return;
        }
        log.info(
                "floor.set-live of=\"{}\" by=\"{}\" what=\"{}\"", LivePlace.words(place), by, what);
        journal.append(
                new JournalEntry(
                        name + "." + changes,
                        place,
                        loop.instant(),
                        LivePlace.isQueue(place)
                                ? new QueueChanged(by, what)
                                : new FloorChanged(by, what)));
    }

    private void lookAgain() {
        if (!closed) {
            lookOnce(() -> {});
            loop.schedule(EVERY, this::lookAgain);
        }
    }

    /** What is read while something is set here is older than that. */
    private void lookOnce(Runnable then) {
        long before = changes;
        store.all()
                .whenComplete((all, failure) ->
                        loop.post(() -> {
                            if (failure != null) {
                                missed(failure);
                            } else if (before == changes) {
                                take(all);
                            }
                            then.run();
                        }));
    }

    private void missed(Throwable failure) {
        if (!away) {
            away = true;
            log.debug("floor.live-not-read error={}", failure.toString());
        }
    }

    private void take(Map<String, String> all) {
        away = false;
        if (all.equals(texts)) {
            return;
        }
        texts = Map.copyOf(all);
        Map<Subject, LiveValues> now = new HashMap<>();
        all.forEach((name, text) ->
                place(name)
                        .ifPresent(place ->
                                LiveValues.read(text)
                                        .ifPresentOrElse(
                                                live -> now.put(place, live),
                                                () -> damaged(place))));
        if (!now.equals(known)) {
            known = Map.copyOf(now);
            changed.run();
        }
    }

    private static Optional<Subject> place(String name) {
        Optional<Subject> place = LivePlace.read(name);
        if (place.isEmpty()) {
            log.error(
                    "floor.live-damaged of=\"{}\": nothing of that name can be set; hdel {} or {}"
                            + " takes it away",
                    name,
                    RedisLiveStore.QUEUES,
                    RedisLiveStore.OTHERS);
        }
        return place;
    }

    private static void damaged(Subject place) {
        log.error(
                "floor.live-damaged of=\"{}\": {} takes it away",
                LivePlace.words(place),
                LivePlace.reset(place));
    }

    @Override
    public void close() {
        closed = true;
    }
}
