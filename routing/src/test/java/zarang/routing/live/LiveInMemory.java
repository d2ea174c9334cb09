package zarang.routing.live;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import zarang.call.fact.Subject;

/** A store that several processes of a test share, and that can be away. */
final class LiveInMemory implements LiveStore {
    final Map<String, String> kept = new HashMap<>();
    boolean away;

    @Override
    public CompletionStage<Map<String, String>> all() {
        return away ? gone() : CompletableFuture.completedStage(Map.copyOf(kept));
    }

    @Override
    public CompletionStage<Boolean> set(Subject place, Optional<String> was, Optional<String> now) {
        if (away) {
            return gone();
        }
        Optional<String> there = Optional.ofNullable(kept.get(place.toString()));
        boolean may = was.equals(WHATEVER) || there.equals(was) || there.equals(now);
        if (may) {
            now.ifPresentOrElse(
                    text -> kept.put(place.toString(), text), () -> kept.remove(place.toString()));
        }
        return CompletableFuture.completedStage(may);
    }

    private static <T> CompletionStage<T> gone() {
        return CompletableFuture.failedFuture(new IllegalStateException("away"));
    }
}
