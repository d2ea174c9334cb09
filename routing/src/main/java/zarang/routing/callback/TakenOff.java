package zarang.routing.callback;

import java.util.Optional;

/**
 * What came of taking somebody off a list.
 *
 * @param one who is off it now; empty: it was not on it, or somebody else has it
 * @param heldBy who has it for now, and stands in the way
 */
public record TakenOff<T>(Optional<T> one, Optional<String> heldBy) {
    static <T> TakenOff<T> held(String by) {
        return new TakenOff<>(Optional.empty(), Optional.of(by));
    }

    /** Whoever has it was not asked. */
    public static <T> TakenOff<T> of(Optional<T> one) {
        return new TakenOff<>(one, Optional.empty());
    }
}
