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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.api.settings.SettingsAtWork;
import zarang.call.fact.Subject;
import zarang.call.loop.ControlLoop;
import zarang.config.KeyFault;
import zarang.redis.Sha256;
import zarang.routing.floor.Floor;
import zarang.routing.keys.WrittenFloor;
import zarang.routing.keys.WrittenFloor.Reading;
import zarang.routing.live.LivePlace;
import zarang.routing.live.LiveSettings;
import zarang.routing.live.LiveValues;

/** Sets queues, agents and the floor while servers run, and keeps what is set. Any thread. */
final class SettingsOnFloor implements SettingsAtWork, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SettingsOnFloor.class);
    private static final Duration START_LIMIT = Duration.ofSeconds(2);
    private static final int MARK_BYTES = 8;

    /** Who overtakes so often is somebody at it. */
    private static final int TRIES = 5;

    private final ControlLoop loop;
    private final LiveSettings live;
    private final FloorInUse floor;

    /** Knows nothing yet of what was set live. */
    SettingsOnFloor(ThisNode node, ClubSide club, Floor floor) {
        loop = node.loop();
        live =
                LiveSettings.inRedis(
                        loop, node.name(), club.redis(), club.journal(), this::changedElsewhere);
        this.floor = new FloorInUse(node.settings(), loop, floor, live::known);
    }

    /**
     * Sets the floor as it was set live before, if that is known in time. Waits, 2 s at most:
     * before calls are taken.
     */
    void begin() {
        try {
            live.follow().toCompletableFuture().get(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            floor.follow();
        } catch (ExecutionException | TimeoutException late) {
            log.warn(
                    "floor.live-not-known yet error={}; queues, agents and tiers are as the files say",
                    late.toString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void changedElsewhere() {
        var _ =
                OwnThread.run(
                        "live-settings",
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
    public CompletionStage<List<Setting>> queues() {
        return OwnThread.run(
                "queue-settings",
                outcome ->
                        outcome.complete(
                                floor.with((written, above) ->
                                        written.queues().stream()
                                                .map(queue ->
                                                        setting(
                                                                LivePlace.of(queue),
                                                                written,
                                                                above))
                                                .toList())));
    }

    @Override
    public CompletionStage<Optional<Setting>> one(Subject place) {
        return OwnThread.run(
                "settings",
                outcome ->
                        outcome.complete(
                                floor.with((written, above) ->
                                        Optional.of(place)
                                                .filter(written::has)
                                                .map(each -> setting(each, written, above)))));
    }

    @Override
    public CompletionStage<Outcome> set(
            Subject place,
            Map<String, Optional<String>> values,
            String mark,
            String by,
            boolean apply) {
        return change(
                place,
                mark,
                apply,
                new Wish(
                        was -> new LiveValues(WrittenFloor.next(was, values), by, loop.instant()),
                        false));
    }

    @Override
    public CompletionStage<Outcome> reset(Subject place, String mark, String by, boolean apply) {
        return change(
                place,
                mark,
                apply,
                new Wish(was -> new LiveValues(new TreeMap<>(), by, loop.instant()), true));
    }

    /**
     * What is to be.
     *
     * @param next of what is
     * @param resets whatever is there goes: also what another process sets, or what is damaged
     */
    private record Wish(Function<Map<String, String>, LiveValues> next, boolean resets) {}

    private CompletionStage<Outcome> change(Subject place, String mark, boolean apply, Wish wish) {
        return OwnThread.run(
                "settings-change",
                outcome -> {
                    for (int n = 1; n <= TRIES; n++) {
                        Optional<Outcome> done =
                                floor.with((written, above) ->
                                        tried(place, mark, apply, wish, written, above));
                        if (done.isPresent()) {
                            outcome.complete(done.get());
                            return;
                        }
                        waitFor(live.look()); // somebody else was quicker
                    }
                    outcome.complete(
                            new Outcome.Overtaken(
                                    floor.with(
                                            (written, above) -> setting(place, written, above))));
                });
    }

    /** Empty: another process set it at the same time. */
    private Optional<Outcome> tried(
            Subject place,
            String mark,
            boolean apply,
            Wish wish,
            WrittenFloor written,
            Map<Subject, LiveValues> above) {
        Optional<LiveValues> was = Optional.ofNullable(above.get(place));
        LiveValues next =
                wish.next()
                        .apply(was.<Map<String, String>>map(LiveValues::values).orElse(Map.of()));
        if (!written.has(place)) {
            return Optional.of(forgotten(place, next, apply));
        }
        Setting now = setting(place, written, above);
        if (!mark.isEmpty() && !mark.equals(now.mark())) {
            return Optional.of(new Outcome.Overtaken(now));
        }
        Map<Subject, LiveValues> wanted = new HashMap<>(above);
        wanted.put(place, next);
        Reading reading = written.with(FloorInUse.values(wanted));
        if (!reading.faults().isEmpty()) {
            return Optional.of(new Outcome.Wrong(wrong(place, reading.faults())));
        }
        List<String> changes = floor.differences(reading.floor());
        if (apply) {
            String what = what(place, changes);
            CompletionStage<Boolean> kept =
                    wish.resets()
                            ? live.reset(place, next.by(), what)
                            : live.set(place, was, next, what);
            if (!waitFor(kept)) {
                return Optional.empty();
            }
            floor.apply(reading.floor());
        }
        return Optional.of(
                new Outcome.Done(changes, setting(place, written, apply ? wanted : above)));
    }

    /** What no file has any more: what was set of it can be taken away. */
    private Outcome forgotten(Subject place, LiveValues next, boolean apply) {
        if (apply && next.values().isEmpty()) {
            waitFor(live.reset(place, next.by(), ""));
        }
        return new Outcome.Unknown();
    }

    private static String what(Subject place, List<String> changes) {
        String about = LivePlace.words(place) + ": ";
        return changes.stream()
                .map(change -> change.startsWith(about) ? change.substring(about.length()) : change)
                .collect(Collectors.joining("; "));
    }

    private static SequencedMap<String, String> wrong(Subject place, List<KeyFault> faults) {
        SequencedMap<String, String> byKey = new LinkedHashMap<>();
        String about = WrittenFloor.place(place, "");
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
            Subject place, WrittenFloor written, Map<Subject, LiveValues> above) {
        Optional<LiveValues> set =
                Optional.ofNullable(above.get(place)).filter(each -> !each.values().isEmpty());
        Map<String, String> live =
                set.<Map<String, String>>map(LiveValues::values).orElse(Map.of());
        SequencedMap<String, String> inFiles = written.written(place);
        SequencedMap<String, String> values = written.inEffect(place, live);
        SequencedMap<String, String> files = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            String inFile = inFiles.getOrDefault(key, "none");
            if (live.containsKey(key) || !value.equals(inFile)) {
                files.put(key, inFile);
            }
        });
        Optional<Instant> at = set.map(LiveValues::at);
        return new Setting(
                place,
                values,
                files,
                set.map(LiveValues::by),
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
