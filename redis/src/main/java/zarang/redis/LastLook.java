package zarang.redis;

import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Redis last said of itself. Written by the link's keeper, read by any thread. */
final class LastLook {
    private static final Logger log = LoggerFactory.getLogger(LastLook.class);

    private volatile Optional<RedisState> state = Optional.empty();

    Optional<RedisState> state() {
        return state;
    }

    /** Takes the answer to {@code INFO}; a danger is logged when it appears, not at each look. */
    void note(String info) {
        RedisState now = RedisState.parse(info);
        List<String> known = state.map(RedisState::warnings).orElse(List.of());
        state = Optional.of(now);
        now.warnings().stream()
                .filter(warning -> !known.contains(warning))
                .forEach(warning -> log.warn("redis.unsafe reason=\"{}\"", warning));
    }
}
