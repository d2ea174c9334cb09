package zarang.routing.owner;

import io.lettuce.core.Range;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import zarang.redis.RedisLink;

/** Whether the processes that share a floor have the same queues and agents. Any thread. */
public final class FloorAgreement {
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private FloorAgreement() {}

    /**
     * The processes whose queues and agents are set otherwise than the owner's, by their names.
     *
     * @param now by Redis' clock
     */
    public static CompletionStage<List<String>> differing(RedisLink redis, Instant now) {
        return redis.run(LIMIT, c -> c.hget(RedisPeers.OWNER, "settings"))
                .thenCombine(
                        redis.run(LIMIT, c -> c.hgetall(RedisPeers.SETTINGS)),
                        (owners, all) ->
                                owners == null
                                        ? List.<String>of()
                                        : all.entrySet().stream()
                                                .filter(one -> !one.getValue().equals(owners))
                                                .map(Map.Entry::getKey)
                                                .toList())
                .thenCombine(
                        redis.run(
                                LIMIT,
                                c ->
                                        c.zrangebyscore(
                                                RedisPeers.NODES,
                                                Range.from(
                                                        Range.Boundary.excluding(
                                                                now.toEpochMilli()),
                                                        Range.Boundary.unbounded()))),
                        (differing, living) ->
                                differing.stream()
                                        .filter(living::contains)
                                        .map(FloorPeers::nameOf)
                                        .sorted()
                                        .toList());
    }
}
