package zarang.routing.dispatch;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A long random walk over the dispatcher itself, with every fault that can reach it: answers of the
 * store that come late, twice or not at all, leases lost at any moment, events said twice or too
 * late, phones that flap, and the death of the process between any two steps. After every step what
 * must hold is checked against a floor written out anew ({@link FloorWalk}).
 *
 * <p>{@code make walk} goes on for millions of steps from a seed of its own; a failure names seed
 * and step, and {@code make walk SEED=…} goes there again.
 */
class LongWalkTest {
    private static final int STEPS = Integer.getInteger("zarang.walk.steps", 20_000);

    static LongStream seeds() {
        Long seed = Long.getLong("zarang.walk.seed");
        return seed == null ? LongStream.of(1, 2, 3) : LongStream.of(seed);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whateverHappensNobodyIsLostOrOfferedTwice(long seed) {
        FloorWalk walk = new FloorWalk(seed);
        for (int step = 1; step <= STEPS; step++) {
            walk.step(step);
        }
        walk.windUp();
    }
}
