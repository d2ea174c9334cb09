package zarang.api.statistics;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What is empty is null in JSON. */
final class Nulls {
    private Nulls() {}

    static @Nullable Long of(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }

    static @Nullable Double of(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
