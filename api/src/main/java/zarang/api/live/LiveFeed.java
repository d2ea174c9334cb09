package zarang.api.live;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.api.live.LiveLook.FloorNow;
import zarang.api.problem.Problem;
import zarang.api.problem.ProblemKind;
import zarang.api.route.ApiCaller;
import zarang.call.CallId;
import zarang.call.loop.ControlLoop;
import zarang.redis.RedisAway;
import zarang.routing.calls.CallSeen;
import zarang.routing.calls.CallsSeen;

/**
 * Looks at what is followed, four times a second at most, and gives it to the hub. An event loop of
 * its own; the control loop is asked one small thing a look, whoever many follow, and nothing while
 * nobody does. The slower the answers, the rarer the looks.
 */
public final class LiveFeed implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LiveFeed.class);
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(3);
    private static final int REST = 3;
    private static final String NO_ANSWER = ProblemKind.NO_ANSWER.code();

    private final Vertx vertx;
    private final Context thread;
    private final ControlLoop clock;
    private final LiveSource source;
    private final LiveHub hub;

    /** With whose key each reader came. */
    private final Map<LiveReader, ApiCaller> keyOf = new HashMap<>();

    private volatile LiveCounts counts = LiveCounts.NONE;
    private volatile Consumer<HttpConnection> upgraded = connection -> {};
    private boolean closed;

    /** One question of calls is open at a time. */
    private boolean callsAsked;

    private Function<ApiCaller, CompletionStage<Boolean>> stands =
            caller -> CompletableFuture.completedStage(true);

    private LiveFeed(Vertx vertx, ControlLoop clock, LiveSource source, String life) {
        this.vertx = vertx;
        this.clock = clock;
        this.source = source;
        thread = vertx.getOrCreateContext();
        hub = new LiveHub(life, clock);
    }

    /**
     * Begins.
     *
     * @param life tells this run of the process from others
     */
    public static LiveFeed open(Vertx vertx, ControlLoop clock, LiveSource source, String life) {
        LiveFeed feed = new LiveFeed(vertx, clock, source, life);
        feed.after(LOOK, feed::look);
        feed.after(LiveHub.BEAT, feed::beat);
        return feed;
    }

    /** Never waits; as of the last look. */
    public LiveCounts counts() {
        return counts;
    }

    /**
     * Who hears that a connection is no HTTP connection any more: it has a bound here, and Vert.x
     * says nothing at its end.
     */
    public void onUpgrade(Consumer<HttpConnection> told) {
        upgraded = told;
    }

    void upgraded(HttpConnection connection) {
        upgraded.accept(connection);
    }

    /** Who says whether a key still stands. */
    void ask(Function<ApiCaller, CompletionStage<Boolean>> keys) {
        on(hubbed -> stands = keys);
    }

    /** Does something with the hub, on its thread. */
    void on(Consumer<LiveHub> work) {
        thread.runOnContext(nothing -> work.accept(hub));
    }

    /** Lets somebody in, on the hub's thread; empty if there are too many. */
    Optional<LiveReader> open(ApiCaller caller, LiveOutlet outlet) {
        Optional<LiveReader> reader = hub.open(outlet);
        reader.ifPresent(who -> keyOf.put(who, caller));
        return reader;
    }

    /** Somebody is gone. */
    void leave(LiveReader reader) {
        on(hubbed -> {
            keyOf.remove(reader);
            hubbed.leave(reader);
        });
    }

    private void after(Duration pause, Runnable work) {
        thread.runOnContext(nothing -> {
            if (!closed) {
                var _ = vertx.setTimer(pause.toMillis(), id -> work.run());
            }
        });
    }

    private void look() {
        Set<LiveTopic> wanted = hub.wanted();
        if (wanted.isEmpty()) {
            counts = hub.counts();
            after(LOOK, this::look);
            return;
        }
        long began = clock.nanos();
        calls(wanted);
        var _ =
                CompletableFuture.allOf(floor(wanted), alarms(wanted))
                        .whenComplete((nothing, failure) ->
                                on(hubbed -> {
                                    hubbed.looked();
                                    counts = hubbed.counts();
                                    Duration rest =
                                            Duration.ofNanos(clock.nanos() - began)
                                                    .multipliedBy(REST);
                                    after(rest.compareTo(LOOK) > 0 ? rest : LOOK, this::look);
                                }));
    }

    private CompletableFuture<?> alarms(Set<LiveTopic> wanted) {
        List<LiveTopic> topics =
                wanted.stream().filter(topic -> topic.kind() == LiveTopic.Kind.ALARMS).toList();
        return topics.isEmpty()
                ? CompletableFuture.completedFuture(null)
                : limited(
                        source::alarms,
                        now ->
                                hubbed ->
                                        topics.forEach(
                                                topic -> hubbed.state(topic, LiveLook.alarms(now))),
                        topics);
    }

    private CompletableFuture<?> floor(Set<LiveTopic> wanted) {
        List<LiveTopic> topics =
                wanted.stream()
                        .filter(topic ->
                                switch (topic.kind()) {
                                    case FLOOR, QUEUE, AGENT -> true;
                                    case CALL, ALARMS -> false;
                                })
                        .toList();
        if (topics.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        return limited(
                () ->
                        source.queues()
                                .thenCombine(
                                        source.agents(),
                                        (queues, agents) ->
                                                FloorNow.of(queues, agents, clock.instant())),
                now ->
                        hubbed ->
                                topics.forEach(topic ->
                                        now.of(topic)
                                                .ifPresentOrElse(
                                                        state -> hubbed.state(topic, state),
                                                        () ->
                                                                hubbed.over(
                                                                        topic,
                                                                        "there is no " + topic))),
                topics);
    }

    /** The look does not wait for it: a process that is silent would keep it for a second. */
    private void calls(Set<LiveTopic> wanted) {
        List<LiveTopic> topics =
                wanted.stream().filter(topic -> topic.kind() == LiveTopic.Kind.CALL).toList();
        if (topics.isEmpty() || callsAsked) {
            return;
        }
        callsAsked = true;
        Set<CallId> ids =
                topics.stream().map(topic -> new CallId(topic.name())).collect(Collectors.toSet());
        var _ =
                limited(
                                () -> source.calls(ids),
                                seen -> hubbed -> calls(hubbed, topics, seen),
                                topics)
                        .whenComplete((nothing, failure) -> on(hubbed -> callsAsked = false));
    }

    private static void calls(LiveHub hubbed, List<LiveTopic> topics, CallsSeen seen) {
        Map<String, CallSeen> byId = new HashMap<>();
        seen.calls().forEach(call -> byId.put(call.id().value(), call));
        for (LiveTopic topic : topics) {
            CallSeen call = byId.get(topic.name());
            if (call != null) {
                hubbed.state(topic, LiveLook.call(call));
            } else if (seen.isComplete()) {
                hubbed.over(topic, "it is over");
            } else {
                hubbed.stale(topic, NO_ANSWER);
            }
        }
    }

    private <T> CompletableFuture<?> limited(
            Supplier<CompletionStage<T>> question,
            Function<T, Consumer<LiveHub>> then,
            List<LiveTopic> topics) {
        return CompletableFuture.completedFuture(topics)
                .thenCompose(asked -> question.get())
                .orTimeout(ANSWER_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .handle((value, failure) -> {
                    if (failure == null) {
                        on(then.apply(value));
                    } else {
                        String code = code(failure);
                        log.debug("live.stale code={}", code, failure);
                        on(hubbed -> topics.forEach(topic -> hubbed.stale(topic, code)));
                    }
                    return null;
                });
    }

    private static String code(Throwable failure) {
        return RedisAway.unwrapped(failure) instanceof Problem.Refusal refusal
                ? refusal.problem().kind().code()
                : NO_ANSWER;
    }

    private void beat() {
        hub.beat();
        keyOf.keySet().removeIf(reader -> !hub.has(reader));
        for (ApiCaller caller : new LinkedHashSet<>(keyOf.values())) {
            var _ =
                    stands.apply(caller)
                            .whenComplete((valid, failure) -> {
                                if (failure == null && !valid) {
                                    on(hubbed -> letGo(hubbed, caller));
                                }
                            });
        }
        after(LiveHub.BEAT, this::beat);
    }

    private void letGo(LiveHub hubbed, ApiCaller caller) {
        keyOf.entrySet().stream()
                .filter(each -> each.getValue().equals(caller))
                .map(Map.Entry::getKey)
                .toList()
                .forEach(reader -> hubbed.close(reader, "the key was revoked, or is over"));
    }

    @Override
    public void close() {
        on(hubbed -> {
            closed = true;
            hubbed.closeAll("the server stops");
        });
    }
}
