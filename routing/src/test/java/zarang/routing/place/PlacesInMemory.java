package zarang.routing.place;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.loop.ControlLoop;
import zarang.call.queue.Places;
import zarang.testkit.StoreAnswers;

/**
 * Places as one process sees them in a memory that outlives it.
 *
 * @param answers when and whether it is answered; what is asked later must be done later
 */
public record PlacesInMemory(Kept kept, String node, String run, StoreAnswers answers)
        implements PlaceStore {
    private record Line(QueueName queue, PhoneNumber caller) {}

    /** Of one call: it waits since then in a run, or it left after so long, then. */
    private sealed interface Entry {
        record Waits(Instant since, String run) implements Entry {}

        record Left(Duration waited, Instant at) implements Entry {}
    }

    /** What Redis would have. */
    public static final class Kept {
        private final InstantSource clock;
        private final Map<Line, Map<String, Entry>> lines = new HashMap<>();
        private final Map<String, Instant> runs = new HashMap<>();

        public Kept(InstantSource clock) {
            this.clock = clock;
        }

        private Map<String, Entry> calls(Place place) {
            return lines.computeIfAbsent(
                    new Line(place.queue(), place.caller()), _ -> new LinkedHashMap<>());
        }

        /** Whether nobody of a run that lives is said to wait. */
        public boolean isEmpty() {
            return lines.values().stream()
                    .flatMap(calls -> calls.values().stream())
                    .noneMatch(entry -> entry instanceof Entry.Waits(var _, var run) && lives(run));
        }

        private boolean lives(String run) {
            return seen(run).plus(LEASE).isAfter(clock.instant());
        }

        private Instant seen(String run) {
            return runs.getOrDefault(run, Instant.EPOCH);
        }
    }

    /** What the server does with such a store. */
    public static Places kept(
            ControlLoop loop,
            Kept kept,
            String node,
            String run,
            StoreAnswers answers,
            Duration regain) {
        PlacesInMemory store = new PlacesInMemory(kept, node, run, answers);
        return new KeptPlaces(loop, store, _ -> regain).started();
    }

    private String self() {
        return node + "/" + run;
    }

    private Instant now() {
        return kept.clock.instant();
    }

    private CompletionStage<?> change(Supplier<?> effect) {
        return answers.to(effect::get);
    }

    @Override
    public CompletionStage<?> beat() {
        return change(() -> {
            kept.runs.replaceAll((name, seen) ->
                    name.startsWith(node + "/") && kept.lives(name) ? now().minus(LEASE) : seen);
            return kept.runs.put(self(), now()) == null;
        });
    }

    @Override
    public CompletionStage<?> keep(Place place, Duration waited) {
        return change(() -> {
            kept.runs.put(self(), now());
            Map<String, Entry> calls = kept.calls(place);
            if (calls.containsKey(place.call()) || calls.size() < CALLS_MAX) {
                calls.put(place.call(), new Entry.Waits(now().minus(waited), self()));
            }
            return true;
        });
    }

    @Override
    public CompletionStage<Claim> claim(Place place, Duration regain) {
        return answers.to(() -> {
            Map<String, Entry> calls = kept.calls(place);
            if (!calls.containsKey(place.call())) {
                return new Claim(Optional.empty(), false);
            }
            calls.entrySet()
                    .removeIf(each ->
                            !each.getKey().equals(place.call())
                                    && ended(each.getValue()).plus(regain).isBefore(now()));
            Optional<Map.Entry<String, Entry>> best =
                    calls.entrySet().stream()
                            .filter(each -> !each.getKey().equals(place.call()))
                            .filter(each -> !waits(each.getValue()))
                            .max((one, two) ->
                                    waited(one.getValue()).compareTo(waited(two.getValue())));
            boolean others =
                    calls.entrySet().stream()
                            .anyMatch(each ->
                                    !each.getKey().equals(place.call()) && waits(each.getValue()));
            best.ifPresent(found -> take(calls, place, found.getKey(), waited(found.getValue())));
            return new Claim(best.map(found -> waited(found.getValue())), others);
        });
    }

    private void take(Map<String, Entry> calls, Place place, String from, Duration waited) {
        calls.remove(from);
        if (calls.get(place.call()) instanceof Entry.Waits(Instant since, String in)) {
            Instant earlier = now().minus(waited);
            calls.put(place.call(), new Entry.Waits(earlier.isBefore(since) ? earlier : since, in));
        }
    }

    private boolean waits(Entry entry) {
        return entry instanceof Entry.Waits(Instant since, String in) && kept.lives(in);
    }

    private Instant ended(Entry entry) {
        return switch (entry) {
            case Entry.Waits(Instant since, String in) -> kept.lives(in) ? now() : kept.seen(in);
            case Entry.Left(Duration waited, Instant at) -> at;
        };
    }

    private Duration waited(Entry entry) {
        return switch (entry) {
            case Entry.Waits(Instant since, String in) -> Duration.between(since, now());
            case Entry.Left(Duration waited, Instant at) -> waited;
        };
    }

    @Override
    public CompletionStage<?> end(Place place, End how, Duration ago) {
        return change(() -> {
            Map<String, Entry> calls = kept.calls(place);
            if (how == End.SERVED) {
                calls.values().removeIf(Entry.Left.class::isInstance);
            }
            @Nullable Entry own = calls.remove(place.call());
            if (how == End.DROPPED && own instanceof Entry.Waits(Instant since, String in)) {
                Instant at = now().minus(ago);
                Duration waited = Duration.between(since, at);
                calls.put(
                        place.call(),
                        new Entry.Left(waited.isNegative() ? Duration.ZERO : waited, at));
            }
            return own != null;
        });
    }
}
