package zarang.api.route;

import java.util.Optional;
import java.util.function.Function;

/** Ids and names as clients write them. */
public final class Ids {
    private Ids() {}

    /**
     * What is written, by the type that knows its rule; empty: it is none.
     *
     * @param as refuses with {@code IllegalArgumentException}
     */
    public static <T> Optional<T> read(String written, Function<String, T> as) {
        try {
            return Optional.of(as.apply(written));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
