package zarang.tests.world;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import zarang.call.fact.CallDialled;
import zarang.call.fact.CallDirected;
import zarang.call.fact.CallParked;
import zarang.call.fact.CallSupervised;
import zarang.call.fact.CallTagged;
import zarang.call.fact.CallTransferred;
import zarang.call.fact.CallbackTried;
import zarang.call.fact.Fact;
import zarang.call.fact.VoicemailLeft;
import zarang.routing.callback.CallbackBooked;
import zarang.routing.callback.CallbackClosed;
import zarang.routing.callback.CallbackResult;

/**
 * Whole calls through the whole house, from seeds. A seed that fails names itself; {@code
 * -Dzarang.world.seed=N} plays it alone, {@code -Dzarang.world.seeds=N} plays more of them.
 */
class WorldTest {
    private static final @Nullable Long ALONE = Long.getLong("zarang.world.seed");
    private static final int SEEDS = 100;
    private static final int STEPS = 60;

    /** What agents do with their callers and one another; all of it has to come about. */
    private static final Map<String, Predicate<Fact>> KINDS =
            Map.ofEntries(
                    Map.entry(
                            "handed on blind",
                            fact -> fact instanceof CallTransferred t && !t.attended()),
                    Map.entry(
                            "handed on attended",
                            fact -> fact instanceof CallTransferred t && t.attended()),
                    Map.entry(
                            "handed on to a script",
                            fact -> fact instanceof CallTransferred t && t.script().isPresent()),
                    Map.entry("parked", CallParked.class::isInstance),
                    Map.entry("dialled", CallDialled.class::isInstance),
                    Map.entry(
                            "talked with somebody outside",
                            fact ->
                                    fact instanceof CallDialled d
                                            && d.to().isEmpty()
                                            && d.outcome().equals("answered")),
                    Map.entry(
                            "rung by a script",
                            fact -> fact instanceof CallDialled d && d.script().isPresent()),
                    Map.entry("booked to be called back", fact -> fact instanceof CallbackBooked),
                    Map.entry(
                            "called back",
                            fact ->
                                    fact instanceof CallbackTried t
                                            && t.outcome().equals("answered")),
                    Map.entry(
                            "called back in vain",
                            fact ->
                                    fact instanceof CallbackTried t
                                            && Set.of(
                                                            "busy",
                                                            "no-answer",
                                                            "rejected",
                                                            "unreachable")
                                                    .contains(t.outcome())),
                    Map.entry(
                            "served before it was called back",
                            fact ->
                                    fact instanceof CallbackClosed c
                                            && c.result() == CallbackResult.SERVED),
                    Map.entry("tagged", CallTagged.class::isInstance),
                    Map.entry("left a message", VoicemailLeft.class::isInstance));

    private static final Logger LOG = (Logger) LoggerFactory.getLogger("zarang");

    @TempDir Path folder;

    /** A seed that is played alone tells its story. */
    @BeforeAll
    static void keepQuiet() {
        LOG.setLevel(ALONE == null ? Level.OFF : Level.DEBUG);
    }

    @AfterAll
    static void speak() {
        LOG.setLevel(null);
    }

    private World played(long seed) {
        try {
            World world = new World(seed, Files.createTempDirectory(folder, "spool"));
            for (int step = 0; step < STEPS; step++) {
                world.step();
            }
            world.end();
            return world;
        } catch (IOException | RuntimeException | AssertionError fault) {
            throw new AssertionError(
                    "seed " + seed + ": play it alone with -Dzarang.world.seed=" + seed, fault);
        }
    }

    private static void count(Map<String, Long> came, String kind, long times) {
        came.merge(kind, times, Long::sum);
    }

    private static LongStream seeds() {
        return ALONE == null
                ? LongStream.range(0, Long.getLong("zarang.world.seeds", SEEDS))
                : LongStream.of(ALONE);
    }

    @Test
    void whateverHappensNothingIsLeftAndEveryCallIsToldOf() {
        LongAdder calls = new LongAdder();
        LongAdder talks = new LongAdder();
        LongAdder deaths = new LongAdder();
        LongAdder phones = new LongAdder();
        LongAdder places = new LongAdder();
        LongAdder mended = new LongAdder();
        Map<String, Long> came = new ConcurrentHashMap<>();
        // a world is one thread's; worlds know nothing of each other
        seeds().parallel()
                .forEach(seed -> {
                    World world = played(seed);
                    calls.add(world.callsEnded());
                    talks.add(world.facts.talks());
                    deaths.add(world.deaths());
                    phones.add(world.phonesBack());
                    world.recordings.ifPresent(all -> mended.add(all.mended()));
                    places.add(world.callersPlaces.givenBack());
                    count(came, "transfers by REFER", world.agents.referrer().blind());
                    count(
                            came,
                            "transfers by REFER with Replaces",
                            world.agents.referrer().attended());
                    count(came, "calls through the first carrier", world.carriers.taken(0));
                    count(came, "calls through the next one", world.carriers.taken(1));
                    count(
                            came,
                            "given back to the queue",
                            world.facts.count(fact ->
                                    fact instanceof CallDirected d
                                            && d.action().equals("requeue")));
                    count(
                            came,
                            "taken over by a supervisor",
                            world.facts.count(fact ->
                                    fact instanceof CallSupervised s
                                            && s.deed().equals("taken-over")));
                    count(came, "PRACK", world.asked.getOrDefault("PRACK", 0L));
                    KINDS.forEach(
                            (kind, fact) -> came.merge(kind, world.facts.count(fact), Long::sum));
                });
        assertThat(calls.sum()).as("calls in all seeds").isPositive();
        assertThat(talks.sum()).as("talks in all seeds").isPositive();
        if (ALONE == null) {
            assertThat(deaths.sum()).as("deaths in all seeds").isPositive();
            assertThat(mended.sum()).as("recordings that were mended").isPositive();
            assertThat(phones.sum()).as("phones that came back").isPositive();
            assertThat(places.sum()).as("places that were given back").isPositive();
            assertThat(came).allSatisfy((kind, times) -> assertThat(times).as(kind).isPositive());
        }
    }

    @Test
    void theSameSeedIsTheSameWorld() {
        World one = played(4);
        World other = played(4);
        assertThat(one.callsEnded()).isEqualTo(other.callsEnded());
        assertThat(one.loop.nanos()).isEqualTo(other.loop.nanos());
        assertThat(one.random.nextLong())
                .as("what is drawn next")
                .isEqualTo(other.random.nextLong());
    }
}
