package zarang.routing.place;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import zarang.call.loop.ControlLoop;
import zarang.call.queue.Places;
import zarang.testkit.StoreAnswers;

/**
 * Places as one process sees them in a memory that outlives it.
 *
 * @param answers when and whether it is answered; what is asked later must be done later
 */
public record PlacesInMemory(Kept kept, StoreAnswers answers) implements PlaceStore {
    /** What Redis would have. */
    public static final class Kept {
        private final InstantSource clock;
        private final Map<String, String> places = new HashMap<>();
        private Instant until = Instant.MAX;

        public Kept(InstantSource clock) {
            this.clock = clock;
        }

        private Map<String, String> alive() {
            if (!clock.instant().isBefore(until)) {
                places.clear();
            }
            if (places.isEmpty()) {
                until = Instant.MAX; // what is empty is not there, and neither is its end
            }
            return places;
        }

        public boolean isEmpty() {
            return alive().isEmpty();
        }
    }

    /** What the server does with such a store. */
    public static Places kept(ControlLoop loop, Kept kept, StoreAnswers answers, Duration keptFor) {
        return new KeptPlaces(loop, new PlacesInMemory(kept, answers), keptFor).started();
    }

    private CompletionStage<?> change(Supplier<?> effect) {
        return answers.to(effect::get);
    }

    @Override
    public CompletionStage<Map<String, String>> all() {
        return answers.to(() -> Map.copyOf(kept.alive()));
    }

    @Override
    public CompletionStage<?> put(String call, String place, Duration span) {
        return change(() -> {
            boolean fresh = kept.alive().put(call, place) == null;
            kept.until = kept.clock.instant().plus(span);
            return fresh;
        });
    }

    @Override
    public CompletionStage<?> remove(List<String> calls) {
        return change(() -> kept.alive().keySet().removeAll(calls));
    }

    @Override
    public CompletionStage<?> keepFor(Duration span) {
        return change(() -> {
            boolean there = !kept.alive().isEmpty();
            if (there) {
                kept.until = kept.clock.instant().plus(span);
            }
            return there;
        });
    }
}
