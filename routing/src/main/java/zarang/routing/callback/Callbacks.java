package zarang.routing.callback;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.CallId;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.Words;
import zarang.call.journal.Journal;
import zarang.call.loop.ControlLoop;
import zarang.redis.FunctionLibrary;
import zarang.redis.RedisLink;
import zarang.routing.queue.FollowUp;
import zarang.routing.told.UntoldFacts;

/**
 * Whom to call back: one list for all processes, kept in Redis, so that a restart forgets nobody.
 * What is booked or closed is on the list before anybody hears so; the journal gets it right after,
 * and if a process dies in between, from another one within {@link UntoldFacts#EVERY}. Any thread.
 *
 * <p>Bounded: {@value #ALL_MAX} on the list, {@value #OF_ONE_MAX} of one who asks, one of a number
 * in a queue.
 */
public final class Callbacks implements AutoCloseable {
    /** How many call-backs there can be at a time: more than that nobody calls. */
    static final int ALL_MAX = 2000;

    /** How many of them one caller can have asked for. */
    static final int OF_ONE_MAX = 3;

    /** How long who asks in a call has it, until the call says that it is there still. */
    static final Duration HELD = Duration.ofMinutes(1);

    static final RedisCallbackStore.Bounds BOUNDS =
            new RedisCallbackStore.Bounds("callbacks", ALL_MAX, OF_ONE_MAX);

    private static final KeptList.Entries<Callback> ENTRIES =
            new KeptList.Entries<>(
                    "callback",
                    Callback::id,
                    Callback::queue,
                    CallbackText::read,
                    Comparator.comparing(Callback::asked).thenComparing(Callback::id),
                    fresh -> new ListJournal.Told(fresh.asked(), CallbackBooked.of(fresh)),
                    how -> new CallbackClosed(how.queue(), how.result(), how.by()));

    private static final Logger log = LoggerFactory.getLogger(Callbacks.class);

    /**
     * What came of asking for one.
     *
     * @param id of the new one, or of the one that was there; empty if the list is full
     */
    public record Booking(Optional<String> id, boolean fresh) {}

    /**
     * Whom to call, and why.
     *
     * @param by who asks: the caller's number, or such as {@code api owner}
     * @param call in which it is asked: whoever is in it is not called back before it is over
     * @param note longer than {@value Callback#NOTE_MAX} characters it is cut
     * @param language that who asks is spoken to in, if it is known
     * @param tier of who asked; empty: the lowest
     * @param since when it began to wait; empty: now
     */
    public record Wanted(
            QueueName queue,
            PhoneNumber number,
            String by,
            Optional<CallId> call,
            String note,
            Optional<String> language,
            Optional<Tier> tier,
            Optional<Instant> since) {
        /** By somebody who does not wait in a queue. */
        public Wanted(
                QueueName queue,
                PhoneNumber number,
                String by,
                Optional<CallId> call,
                String note) {
            this(
                    queue,
                    number,
                    by,
                    call,
                    note,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
    }

    private final ControlLoop loop;
    private final CallbackStore store;
    private final RandomGenerator random;
    private final KeptList<Callback> list;

    Callbacks(ControlLoop loop, CallbackStore store, Journal journal, RandomGenerator random) {
        this.loop = loop;
        this.store = store;
        list = new KeptList<>(loop, store, journal, ENTRIES);
        this.random = random;
    }

    /**
     * Opens the list. Any thread.
     *
     * @param redis a link that was opened with {@link #library}
     */
    public static Callbacks open(
            ControlLoop loop, RedisLink redis, Journal journal, RandomGenerator random) {
        Callbacks callbacks =
                new Callbacks(loop, new RedisCallbackStore(redis, BOUNDS), journal, random);
        callbacks.start();
        return callbacks;
    }

    void start() {
        list.start();
    }

    /** The functions, to be given to {@link RedisLink#open}. */
    public static FunctionLibrary library() {
        return FunctionLibrary.ofResource(Callbacks.class, "callbacks.lua");
    }

    /** Puts somebody on the list. Fails if that cannot be kept. */
    public CompletionStage<Booking> book(Wanted asked) {
        Instant now = loop.instant();
        Callback wanted =
                new Callback(
                        CallId.next(now, random).value(),
                        asked.queue(),
                        asked.number(),
                        now,
                        asked.by().replace('\n', ' '),
                        asked.call(),
                        Words.cut(asked.note(), Callback.NOTE_MAX),
                        asked.language(),
                        new Callback.Place(asked.tier(), asked.since().orElse(now)),
                        Callback.Progress.NONE);
        return store.put(
                        new CallbackStore.Item(
                                wanted.id(), CallbackText.write(wanted), wanted.who(), wanted.by()),
                        asked.call().isPresent() ? HELD : Duration.ZERO,
                        asked.call().map(Callbacks::holder).orElse(""))
                .thenApply(put ->
                        switch (put) {
                            case CallbackStore.Put.New fresh -> {
                                list.listed(wanted);
                                yield new Booking(Optional.of(wanted.id()), true);
                            }
                            case CallbackStore.Put.There(String id) ->
                                    new Booking(Optional.of(id), false);
                            case CallbackStore.Put.Full full -> {
                                log.warn(
                                        "callback.full queue={} number={}: ./zarang callback list",
                                        asked.queue(),
                                        asked.number());
                                yield new Booking(Optional.empty(), false);
                            }
                        });
    }

    /** In whose name a call holds a call-back. */
    static String holder(CallId call) {
        return "call " + call;
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
    public CompletionStage<TakenOff<Callback>> takeOff(
            String id, CallbackResult result, String by) {
        return list.takeOff(id, result, by);
    }

    /**
     * Takes one off the list, whoever has it; empty if it is not on it. Fails if that cannot be
     * kept.
     */
    public CompletionStage<Optional<Callback>> close(String id, CallbackResult result, String by) {
        return list.close(id, result, by);
    }

    /** Everybody on the list, who asked first first. */
    public CompletionStage<List<Callback>> all() {
        return list.all();
    }

    /** One of them; empty if it is not on the list. */
    public CompletionStage<Optional<Callback>> one(String id) {
        return list.one(id);
    }

    /** Another one whenever something on the list has changed. */
    CompletionStage<String> version() {
        return store.version();
    }

    /** Counts a try before it is made. */
    CompletionStage<CallbackTry> tried(String id, DiallerName dialler, FollowUp rules) {
        return store.tried(id, dialler, rules.attempts(), rules.gap());
    }

    /** Takes the calling for some time, or keeps it; false if another process has it. */
    CompletionStage<Boolean> lead(DiallerName dialler, Duration span) {
        return store.lead(dialler, span);
    }

    /** How many were on the list when it was last looked at, some seconds ago. */
    public int open() {
        return list.open();
    }

    /** The one by which that queue is to call that number. */
    CompletionStage<Optional<Callback>> find(QueueName queue, PhoneNumber number) {
        return store.find(Callback.who(queue, number))
                .thenCompose(id ->
                        id.map(list::one)
                                .orElseGet(
                                        () -> CompletableFuture.completedStage(Optional.empty())));
    }

    /** Whether that queue is to call that number. */
    CompletionStage<Boolean> isOpen(QueueName queue, PhoneNumber number) {
        return store.find(Callback.who(queue, number)).thenApply(Optional::isPresent);
    }

    @Override
    public void close() {
        list.close();
    }
}
