package zarang.routing.callback;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.actor.CallWatcher;
import zarang.call.journal.Journal;
import zarang.call.loop.ControlLoop;
import zarang.call.queue.Places;
import zarang.call.queue.QueueEvent;
import zarang.call.script.CallbackArguments;
import zarang.call.script.ScriptService;
import zarang.redis.RedisLink;
import zarang.routing.queue.FollowUp;

/** Call-backs of this process: the list, who asks for one, and who calls. */
public final class CallingBack implements AutoCloseable {
    private final ControlLoop loop;
    private final Callbacks callbacks;
    private final KnownCallbacks known;
    private final CallbackReturns returns;
    private final CallbackDialler dialler;
    private final CallbackService service;
    private volatile @Nullable CallbackLink link;

    CallingBack(
            ControlLoop loop,
            Callbacks callbacks,
            String node,
            Function<String, Optional<PhoneNumber>> numbers) {
        this.loop = loop;
        this.callbacks = callbacks;
        known = new KnownCallbacks(loop, callbacks);
        returns = new CallbackReturns(loop, callbacks, known);
        dialler = new CallbackDialler(loop, callbacks, known, node);
        service = new CallbackService(callbacks, returns::booked, numbers);
    }

    /**
     * Opens the list. Any thread.
     *
     * @param redis a link that was opened with {@link Callbacks#library}
     * @param node names this process among those that share the list
     * @param numbers reads a number as people here write it
     */
    public static CallingBack open(
            ControlLoop loop,
            RedisLink redis,
            Journal journal,
            RandomGenerator random,
            String node,
            Function<String, Optional<PhoneNumber>> numbers) {
        CallingBack opened =
                new CallingBack(loop, Callbacks.open(loop, redis, journal, random), node, numbers);
        opened.start();
        return opened;
    }

    void start() {
        known.start();
        returns.start();
    }

    /** Calls back over that floor from here on. Any thread; once. */
    public void connect(CallbackLink floor) {
        link = floor;
        dialler.connect(floor);
    }

    /** Whether there is such a queue, as far as is known yet. Any thread. */
    public CompletionStage<Boolean> isQueue(QueueName queue) {
        return CompletableFuture.supplyAsync(
                () -> {
                    CallbackLink floor = link;
                    return floor == null || floor.isQueue(queue);
                },
                loop::post);
    }

    /** Who hangs up sooner is not missed, as that queue is set now. Any thread. */
    public CompletionStage<Duration> missedAfter(QueueName queue) {
        return CompletableFuture.supplyAsync(
                () -> {
                    CallbackLink floor = link;
                    return floor == null
                            ? FollowUp.DEFAULT.missedAfter()
                            : floor.missedAfter(queue);
                },
                loop::post);
    }

    /** The floor says something of a call-back. Control loop. */
    public void onQueue(QueueEvent event) {
        dialler.onQueue(event);
    }

    /** Places of callers, with those of who is to be called back and calls before that. */
    public Places places(Places kept) {
        return new CallbackPlaces(loop, kept, known);
    }

    /** The list. */
    public Callbacks callbacks() {
        return callbacks;
    }

    /** Whom scripts, and calls that call back, ask; by name. */
    public Map<String, ScriptService> services() {
        return Map.of(CallbackArguments.SERVICE, service, CallbackArguments.TRY_SERVICE, dialler);
    }

    /** What sees every call. */
    public List<CallWatcher> watchers() {
        return List.of(returns, dialler);
    }

    /** How often scripts asked, by what came of it. */
    public Map<String, Long> asked() {
        return service.counts();
    }

    /** What the dialler has done. */
    public CallbackCounts dialled() {
        return dialler.counts();
    }

    @Override
    public void close() {
        known.close();
        returns.close();
        dialler.close();
        callbacks.close();
    }
}
