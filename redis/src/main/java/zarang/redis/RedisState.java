package zarang.redis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a Redis says of itself, as of the last look: read from the answer to {@code INFO}, which
 * also hosted ones allow.
 *
 * @param version such as {@code 7.0.15}
 * @param replicationId changes when another server takes over: {@code master_replid}
 * @param appendOnly whether writes go to an append-only file
 * @param lastWriteOk whether the last write to that file succeeded
 * @param policy what is thrown away when memory is full: {@code maxmemory_policy}
 * @param usedBytes memory in use
 * @param maxBytes memory that it may use; 0: no limit
 */
public record RedisState(
        String version,
        String replicationId,
        boolean appendOnly,
        boolean lastWriteOk,
        String policy,
        long usedBytes,
        long maxBytes) {
    private static final int VERSION_MIN = 7;

    /** Part of the limit from which on an admin has to do something, in hundredths. */
    private static final int FULL_PERCENT = 80;

    /** Reads the answer to {@code INFO}. What is not in it counts as in order. */
    static RedisState parse(String info) {
        Map<String, String> fields = new HashMap<>();
        for (String line : info.lines().toList()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        }
        return new RedisState(
                fields.getOrDefault("redis_version", ""),
                fields.getOrDefault("master_replid", ""),
                !"0".equals(fields.get("aof_enabled")),
                !"err".equals(fields.get("aof_last_write_status")),
                fields.getOrDefault("maxmemory_policy", "noeviction"),
                number(fields.get("used_memory")),
                number(fields.get("maxmemory")));
    }

    private static long number(@Nullable String digits) {
        return digits != null && digits.matches("[0-9]{1,18}") ? Long.parseLong(digits) : 0;
    }

    /** What endangers points and events, each with its remedy; empty if all is well. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (version.matches("[0-9]+\\..*")
                && Integer.parseInt(version.substring(0, version.indexOf('.'))) < VERSION_MIN) {
            warnings.add("Redis is " + version + "; Zarang needs 7.0 or newer");
        }
        if (!appendOnly) {
            warnings.add(
                    "Redis keeps no append-only file: points and events are lost when it stops;"
                            + " set 'appendonly yes' and 'appendfsync always' in redis.conf");
        }
        if (!lastWriteOk) {
            warnings.add("Redis cannot write its append-only file; look at its disk and its log");
        }
        if (!policy.equals("noeviction")) {
            warnings.add(
                    "Redis throws data away when its memory is full (maxmemory-policy "
                            + policy
                            + "); points are money: set 'maxmemory-policy noeviction'");
        }
        if (maxBytes > 0 && usedBytes > maxBytes / 100 * FULL_PERCENT) {
            warnings.add(
                    "Redis uses %d of its %d MiB; when it is full, calls go on and points and events wait on"
                                    .formatted(usedBytes >> 20, maxBytes >> 20)
                            + " disk: give it more memory (redis.memory-max-mib, or maxmemory) or shorten journal.keep");
        }
        return List.copyOf(warnings);
    }
}
