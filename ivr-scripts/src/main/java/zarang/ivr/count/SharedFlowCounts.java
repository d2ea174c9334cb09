package zarang.ivr.count;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.loop.ControlLoop;
import zarang.ivr.model.Flow;
import zarang.ivr.run.FlowWatcher;
import zarang.redis.RedisLink;

/**
 * The counts of all processes that share a Redis, as one. Each process writes its own down, whole,
 * {@value #EVERY_S} s after something was counted: writing again what was written does no harm, so
 * nothing is counted twice, and a process that is killed takes the last {@value #EVERY_S} s with
 * it. Control loop; nothing waits.
 *
 * <pre>
 *   {flow-counts}:hotline:490123   hash, of one hour since 1970: LIFE|e|STEP came, LIFE|g|STEP hung up, LIFE|x|STEP|EXIT left; kept 26 h
 *   {flow-counts}:hotline:inside   hash, of now: LIFE|STEP → count@second; old after 15 s
 * </pre>
 */
public final class SharedFlowCounts implements FlowWatcher {
    static final int EVERY_S = 5;

    private static final Logger log = LoggerFactory.getLogger(SharedFlowCounts.class);
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration KEPT = Duration.ofHours(26);
    private static final int INSIDE_OLD_S = 3 * EVERY_S;
    private static final int SECONDS_AN_HOUR = 3600;

    private final FlowCounts own;
    private final RedisLink redis;
    private final ControlLoop loop;
    private final String life;
    private final Map<String, Map<String, String>> written = new HashMap<>();
    private ControlLoop.@Nullable Timer next;

    /**
     * @param life tells this process from others, and from itself before a restart
     */
    public SharedFlowCounts(FlowCounts own, RedisLink redis, ControlLoop loop, String life) {
        this.own = own;
        this.redis = redis;
        this.loop = loop;
        this.life = life;
    }

    @Override
    public void entered(Flow flow, String from, String exit, String step) {
        own.entered(flow, from, exit, step);
        soon();
    }

    @Override
    public void left(Flow flow, String step) {
        own.left(flow, step);
        soon();
    }

    @Override
    public void ended(Flow flow, String step, Ending how) {
        own.ended(flow, step, how);
        soon();
    }

    private void soon() {
        if (next == null) {
            next = loop.schedule(Duration.ofSeconds(EVERY_S), this::write);
        }
    }

    /** Comes again by itself while calls are in a step, to say that they still are. */
    private void write() {
        next = null;
        long hour = hour();
        boolean somebody = false;
        for (String flow : own.flows()) {
            List<StepCounts> steps = own.of(flow, 2).orElse(List.of());
            write(key(flow, hour - 1), CountFields.of(life, steps, 0), KEPT);
            write(key(flow, hour), CountFields.of(life, steps, 1), KEPT);
            Map<String, String> inside = CountFields.inside(life, steps, second());
            write(insideKey(flow), inside, Duration.ofSeconds(2L * INSIDE_OLD_S));
            somebody |= !inside.isEmpty();
        }
        written.keySet().removeIf(key -> isOld(key, hour));
        if (somebody) {
            soon();
        }
    }

    private void write(String key, Map<String, String> fields, Duration kept) {
        if (fields.isEmpty() || fields.equals(written.get(key))) {
            return;
        }
        written.put(key, fields);
        var _ =
                redis.run(LIMIT, commands -> commands.hset(key, fields))
                        .thenCompose(
                                done -> redis.run(LIMIT, commands -> commands.expire(key, kept)))
                        .whenComplete((done, failure) -> {
                            if (failure != null) {
                                log.debug("flow.counts-not-written", failure);
                                loop.post(() -> tryAgain(key));
                            }
                        });
    }

    private void tryAgain(String key) {
        written.remove(key);
        soon();
    }

    private static boolean isOld(String key, long hour) {
        String end = key.substring(key.lastIndexOf(':') + 1);
        return end.matches("[0-9]+") && Long.parseLong(end) < hour - 1;
    }

    /**
     * The steps of a flow that calls came to, by name; empty if none came to this flow. Fails while
     * Redis is away.
     *
     * @param hours 1–{@value FlowCounts#HOURS_MAX}, the one under way included
     */
    public CompletionStage<List<StepCounts>> of(String flow, int hours) {
        long hour = hour();
        long now = second();
        List<CompletableFuture<Map<String, String>>> kept = new ArrayList<>();
        for (int i = 0; i < hours; i++) {
            kept.add(hash(key(flow, hour - hours + 1 + i)));
        }
        CompletableFuture<Map<String, String>> inside = hash(insideKey(flow));
        return CompletableFuture.allOf(kept.toArray(CompletableFuture[]::new))
                .thenCombine(
                        inside,
                        (all, there) -> {
                            CountFields.Sum sum = new CountFields.Sum(hours);
                            for (int i = 0; i < hours; i++) {
                                sum.add(i, kept.get(i).join());
                            }
                            sum.addInside(there, now - INSIDE_OLD_S);
                            return sum.steps();
                        });
    }

    private CompletableFuture<Map<String, String>> hash(String key) {
        return redis.run(LIMIT, commands -> commands.hgetall(key)).toCompletableFuture();
    }

    private static String key(String flow, long hour) {
        return "{flow-counts}:" + flow + ":" + hour;
    }

    private static String insideKey(String flow) {
        return "{flow-counts}:" + flow + ":inside";
    }

    private long second() {
        return loop.instant().getEpochSecond();
    }

    private long hour() {
        return Math.floorDiv(second(), SECONDS_AN_HOUR);
    }
}
