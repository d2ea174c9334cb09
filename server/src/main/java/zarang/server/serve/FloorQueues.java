package zarang.server.serve;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.api.queues.LineApi;
import zarang.api.queues.QueueApi;
import zarang.api.queues.QueuesAtWork;
import zarang.api.route.Operation;
import zarang.call.CallId;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.fact.Subject;
import zarang.call.loop.ControlLoop;
import zarang.config.KeyFault;
import zarang.redis.Sha256;
import zarang.routing.calls.CallSeen;
import zarang.routing.calls.CallsSeen;
import zarang.routing.dispatch.LineRequest;
import zarang.routing.keys.WrittenFloor;
import zarang.routing.keys.WrittenFloor.Reading;
import zarang.routing.live.LiveQueue;
import zarang.routing.live.LiveQueues;
import zarang.routing.owner.OwnerAnswer;
import zarang.routing.owner.OwnerQuestion;
import zarang.routing.owner.QueueNow;

/** The way from HTTP to the queues: how they are set, and who waits in them. Any thread. */
final class FloorQueues implements QueuesAtWork, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FloorQueues.class);
    private static final Duration START_LIMIT = Duration.ofSeconds(2);
    private static final int MARK_BYTES = 8;

    /** Who overtakes so often is somebody at it. */
    private static final int TRIES = 5;

    private final ControlLoop loop;
    private final Wiring wiring;
    private final CallsOnLoop calls;
    private final LiveQueues live;
    private final FloorInUse floor;
    private final List<Tier> tiers;

    /** Knows nothing yet of what was set live. */
    FloorQueues(ThisNode node, ClubSide club, Wiring wiring, CallsOnLoop calls) {
        loop = node.loop();
        this.calls = calls;
        this.wiring = wiring;
        tiers = node.settings().club().tiers().all();
        live =
                LiveQueues.inRedis(
                        loop, node.name(), club.redis(), club.journal(), this::changedElsewhere);
        floor = new FloorInUse(node.settings(), loop, wiring.floor(), live::known);
    }

    /**
     * Sets the queues as they were set live before, if that is known in time. Waits, 2 s at most:
     * before calls are taken.
     */
    void begin() {
        try {
            live.follow().toCompletableFuture().get(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            floor.follow();
        } catch (ExecutionException | TimeoutException late) {
            log.warn(
                    "queue.live-not-known yet error={}; queues are as the files say",
                    late.toString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is asked over HTTP. */
    List<Operation> operations() {
        return Stream.of(new QueueApi(this).operations(), new LineApi(this).operations())
                .flatMap(List::stream)
                .toList();
    }

    private void changedElsewhere() {
        var _ =
                OwnThread.run(
                        "live-queues",
                        outcome -> {
                            floor.follow();
                            outcome.complete(true);
                        });
    }

    /** What the floor is set to, for a reload. */
    FloorInUse inUse() {
        return floor;
    }

    @Override
    public CompletionStage<List<Setting>> settings() {
        return OwnThread.run(
                "queue-settings",
                outcome ->
                        outcome.complete(
                                floor.with((written, above) ->
                                        written.queues().stream()
                                                .map(queue -> setting(queue, written, above))
                                                .toList())));
    }

    @Override
    public CompletionStage<List<QueueNow>> now() {
        return FloorAgents.ask(loop, wiring, new OwnerQuestion.OfQueues());
    }

    @Override
    public CompletionStage<OwnerAnswer.Line> line(QueueName queue, Optional<LineRequest> request) {
        return FloorAgents.ask(loop, wiring, new OwnerQuestion.OfLine(queue, request));
    }

    @Override
    public CompletionStage<Map<Subject, String>> numbers(List<Subject> callers) {
        List<CallId> ids = callers.stream().map(Subject::call).flatMap(Optional::stream).toList();
        return calls.these(ids).thenApply(FloorQueues::numbers);
    }

    private static Map<Subject, String> numbers(CallsSeen seen) {
        Map<Subject, String> numbers = new HashMap<>();
        for (CallSeen call : seen.calls()) {
            call.caller().ifPresent(number -> numbers.put(Subject.of(call.id()), number));
        }
        return numbers;
    }

    @Override
    public List<Tier> tiers() {
        return tiers;
    }

    @Override
    public CompletionStage<Outcome> set(
            QueueName queue,
            Map<String, Optional<String>> values,
            String mark,
            String by,
            boolean apply) {
        return change(
                queue,
                mark,
                apply,
                new Wish(
                        was -> {
                            TreeMap<String, String> next = new TreeMap<>(was);
                            values.forEach((key, value) ->
                                    value.ifPresentOrElse(
                                            text -> next.put(key, text), () -> next.remove(key)));
                            return new LiveQueue(next, by, loop.instant());
                        },
                        false));
    }

    @Override
    public CompletionStage<Outcome> reset(QueueName queue, String mark, String by, boolean apply) {
        return change(
                queue,
                mark,
                apply,
                new Wish(was -> new LiveQueue(new TreeMap<>(), by, loop.instant()), true));
    }

    /**
     * What is to be.
     *
     * @param next of what is
     * @param resets whatever is there goes: also what another process sets, or what is damaged
     */
    private record Wish(Function<Map<String, String>, LiveQueue> next, boolean resets) {}

    private CompletionStage<Outcome> change(
            QueueName queue, String mark, boolean apply, Wish wish) {
        return OwnThread.run(
                "queue-change",
                outcome -> {
                    for (int n = 1; n <= TRIES; n++) {
                        Optional<Outcome> done =
                                floor.with((written, above) ->
                                        tried(queue, mark, apply, wish, written, above));
                        if (done.isPresent()) {
                            outcome.complete(done.get());
                            return;
                        }
                        waitFor(live.look()); // somebody else was quicker
                    }
                    outcome.complete(
                            new Outcome.Overtaken(
                                    floor.with(
                                            (written, above) -> setting(queue, written, above))));
                });
    }

    /** Empty: another process set it at the same time. */
    private Optional<Outcome> tried(
            QueueName queue,
            String mark,
            boolean apply,
            Wish wish,
            WrittenFloor written,
            Map<QueueName, LiveQueue> above) {
        Optional<LiveQueue> was = Optional.ofNullable(above.get(queue));
        LiveQueue next =
                wish.next().apply(was.<Map<String, String>>map(LiveQueue::values).orElse(Map.of()));
        if (!written.hasQueue(queue)) {
            return Optional.of(forgotten(queue, next, apply));
        }
        Setting now = setting(queue, written, above);
        if (!mark.isEmpty() && !mark.equals(now.mark())) {
            return Optional.of(new Outcome.Overtaken(now));
        }
        Map<QueueName, LiveQueue> wanted = new HashMap<>(above);
        wanted.put(queue, next);
        Reading reading = written.with(FloorInUse.values(wanted));
        if (!reading.faults().isEmpty()) {
            return Optional.of(new Outcome.Wrong(wrong(queue, reading.faults())));
        }
        List<String> changes = floor.differences(reading.floor());
        if (apply) {
            String what = what(queue, changes);
            CompletionStage<Boolean> kept =
                    wish.resets()
                            ? live.reset(queue, next.by(), what)
                            : live.set(queue, was, next, what);
            if (!waitFor(kept)) {
                return Optional.empty();
            }
            floor.apply(reading.floor());
        }
        return Optional.of(
                new Outcome.Done(changes, setting(queue, written, apply ? wanted : above)));
    }

    /** A queue that no file has any more: what was set of it can be taken away. */
    private Outcome forgotten(QueueName queue, LiveQueue next, boolean apply) {
        if (apply && next.values().isEmpty()) {
            waitFor(live.reset(queue, next.by(), ""));
        }
        return new Outcome.NoQueue();
    }

    private static String what(QueueName queue, List<String> changes) {
        String about = "queue " + queue + ": ";
        return changes.stream()
                .map(change -> change.startsWith(about) ? change.substring(about.length()) : change)
                .collect(Collectors.joining("; "));
    }

    private static SequencedMap<String, String> wrong(QueueName queue, List<KeyFault> faults) {
        SequencedMap<String, String> byKey = new LinkedHashMap<>();
        String about = WrittenFloor.place(queue, "");
        for (KeyFault fault : faults) {
            String file = fault.file();
            boolean own = file.startsWith(about);
            byKey.putIfAbsent(
                    own ? file.substring(about.length()) : "",
                    own ? fault.message() : fault.line());
        }
        return byKey;
    }

    private static Setting setting(
            QueueName queue, WrittenFloor written, Map<QueueName, LiveQueue> above) {
        SequencedMap<String, String> inFile = written.written(queue);
        SequencedMap<String, String> values = new LinkedHashMap<>(inFile);
        SequencedMap<String, String> files = new LinkedHashMap<>();
        Optional<LiveQueue> set =
                Optional.ofNullable(above.get(queue)).filter(each -> !each.values().isEmpty());
        set.ifPresent(each ->
                each.values()
                        .forEach((key, value) -> {
                            files.put(key, inFile.getOrDefault(key, "none"));
                            values.put(key, value);
                        }));
        Optional<Instant> at = set.map(LiveQueue::at);
        return new Setting(
                queue,
                !values.getOrDefault("open", "true").equals("false"),
                values,
                files,
                set.map(LiveQueue::by),
                at,
                Sha256.of(values + "\n" + files + "\n" + at, MARK_BYTES));
    }

    private static <T extends @Nullable Object> T waitFor(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        }
    }

    /** Control loop. */
    @Override
    public void close() {
        live.close();
    }
}
