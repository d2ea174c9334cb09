package zarang.tests.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Whole calls through the whole house, from seeds. A seed that fails names itself; {@code
 * -Dzarang.world.seed=N} plays it alone, {@code -Dzarang.world.seeds=N} plays more of them.
 */
class WorldTest {
    private static final int SEEDS = 100;
    private static final int STEPS = 60;

    private static World played(long seed) {
        World world = new World(seed);
        try {
            for (int step = 0; step < STEPS; step++) {
                world.step();
            }
            world.end();
        } catch (RuntimeException | AssertionError fault) {
            throw new AssertionError(
                    "seed " + seed + ": play it alone with -Dzarang.world.seed=" + seed, fault);
        }
        return world;
    }

    private static LongStream seeds() {
        Long alone = Long.getLong("zarang.world.seed");
        return alone == null
                ? LongStream.range(0, Long.getLong("zarang.world.seeds", SEEDS))
                : LongStream.of(alone);
    }

    @Test
    void whateverHappensNothingIsLeftAndEveryCallIsToldOf() {
        long calls = 0;
        long talks = 0;
        for (long seed : seeds().toArray()) {
            World world = played(seed);
            calls += world.journal.callsEnded();
            talks += world.journal.answeredByAgents();
        }
        assertThat(calls).as("calls in all seeds").isPositive();
        assertThat(talks).as("talks in all seeds").isPositive();
    }

    @Test
    void theSameSeedIsTheSameWorld() {
        World one = played(4);
        World other = played(4);
        assertThat(one.journal.callsEnded()).isEqualTo(other.journal.callsEnded());
        assertThat(one.loop.nanos()).isEqualTo(other.loop.nanos());
        assertThat(one.random.nextLong())
                .as("what is drawn next")
                .isEqualTo(other.random.nextLong());
    }
}
