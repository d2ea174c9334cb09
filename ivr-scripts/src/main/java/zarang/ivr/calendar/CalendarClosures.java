package zarang.ivr.calendar;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.fact.Fact;
import zarang.call.fact.Subject;
import zarang.call.journal.Journal;
import zarang.call.journal.JournalEntry;
import zarang.call.loop.ControlLoop;
import zarang.redis.RedisLink;

/**
 * Which calendars somebody has closed. Kept in Redis: what one process changes the others know
 * within {@link #EVERY}, and a restart finds it. While Redis is away what is known stays, and
 * nothing can be changed. Each change is written to the log and the journal. Control loop.
 */
public final class CalendarClosures implements AutoCloseable {
    /** How often it is asked what other processes changed. */
    static final Duration EVERY = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(CalendarClosures.class);

    private final ControlLoop loop;
    private final ClosureStore store;
    private final Journal journal;

    /** Of this run of this process: no journal entry of another one has its name. */
    private final String name;

    private final Map<String, CalendarClosure> known = new HashMap<>();
    private boolean closed;
    private boolean away;
    private long changes;

    CalendarClosures(ControlLoop loop, String node, ClosureStore store, Journal journal) {
        this.loop = loop;
        this.store = store;
        this.journal = journal;
        name = "calendars." + node + "." + loop.instant().toEpochMilli();
    }

    /** Begins to follow what is kept. Any thread. */
    public static CalendarClosures follow(
            ControlLoop loop, String node, RedisLink redis, Journal journal) {
        CalendarClosures closures =
                new CalendarClosures(loop, node, new RedisClosureStore(redis), journal);
        loop.post(closures::look);
        // a look before Redis was there found nothing
        redis.onUp(() -> loop.post(closures::lookOnce));
        return closures;
    }

    /** The closure of a calendar that counts now. */
    public Optional<CalendarClosure> of(String calendar) {
        return Optional.ofNullable(known.get(calendar))
                .filter(closure -> closure.counts(loop.instant()));
    }

    /** Closes a calendar, whether it was closed already or not. Fails if that cannot be kept. */
    public CompletionStage<@Nullable Void> close(String calendar, CalendarClosure closure) {
        return onLoop(
                store.put(calendar, ClosureText.write(closure)),
                () -> {
                    known.put(calendar, closure);
                    log.warn(
                            "calendar.closed calendar={} by=\"{}\" until={} reason=\"{}\": ./zarang"
                                    + " calendar open {} ends it",
                            calendar,
                            closure.by(),
                            closure.until().map(Instant::toString).orElse("opened"),
                            closure.reason(),
                            calendar);
                    note(
                            calendar,
                            new CalendarClosed(closure.by(), closure.until(), closure.reason()));
                });
    }

    /** Its hours count again. Fails if that cannot be kept. */
    public CompletionStage<@Nullable Void> open(String calendar, String by) {
        return onLoop(
                store.remove(calendar),
                () -> {
                    known.remove(calendar);
                    log.info("calendar.opened calendar={} by=\"{}\"", calendar, by);
                    note(calendar, new CalendarOpened(by));
                });
    }

    private void note(String calendar, Fact fact) {
        journal.append(
                new JournalEntry(
                        name + "." + ++changes,
                        new Subject("calendar", calendar),
                        loop.instant(),
                        fact));
    }

    private CompletionStage<@Nullable Void> onLoop(
            CompletionStage<@Nullable Void> kept, Runnable then) {
        CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
        kept.whenComplete((nothing, failure) ->
                loop.post(() -> {
                    if (failure == null) {
                        then.run();
                        done.complete(null);
                    } else {
                        done.completeExceptionally(failure);
                    }
                }));
        return done;
    }

    void look() {
        if (closed) {
            return;
        }
        lookOnce();
        loop.schedule(EVERY, this::look);
    }

    private void lookOnce() {
        long before = changes;
        store.all()
                .whenComplete((all, failure) ->
                        loop.post(() -> {
                            if (failure != null) {
                                missed(failure);
                            } else if (before == changes) {
                                take(all);
                            }
                        }));
    }

    private void missed(Throwable failure) {
        if (!away) {
            away = true;
            log.debug("calendar.closures-not-read error={}", failure.toString());
        }
    }

    /** What other processes did is logged here too: an admin reads one log. */
    private void take(Map<String, String> all) {
        away = false;
        Map<String, CalendarClosure> now = new HashMap<>();
        all.forEach((calendar, text) ->
                now.put(
                        calendar,
                        ClosureText.read(text)
                                .orElseGet(() ->
                                        new CalendarClosure(
                                                "somebody (the record is damaged)",
                                                Instant.EPOCH,
                                                Optional.empty(),
                                                ""))));
        if (!now.equals(known)) {
            log.info("calendar.closures-changed closed={}", new TreeSet<>(now.keySet()));
            known.clear();
            known.putAll(now);
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
