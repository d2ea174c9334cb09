package zarang.redis.keys;

import java.net.URI;
import java.util.List;
import zarang.config.ConfigReader;
import zarang.config.Key;
import zarang.config.KeyTable;
import zarang.config.Kind;
import zarang.config.Urls;
import zarang.config.Values;

/** The keys {@code redis.*} of {@code zarang.yaml}. */
public final class RedisKeys {
    private static final KeyTable TABLE = new KeyTable("zarang.yaml");
    private static final List<String> SCHEMES = List.of("redis", "rediss");
    private static final String LOGIN = "write it into redis.password-file";
    private static final int PASSWORD_MIN = 8;

    private static final Key<URI> PLACE =
            TABLE.without(
                    "redis.uri",
                    Kind.masked(
                            "redis://HOST:PORT or rediss://HOST:PORT, without a password:"
                                    + " that lies in redis.password-file",
                            text -> Urls.read(text, SCHEMES),
                            text -> Urls.fault(text, SCHEMES, LOGIN)),
                    "an embedded Redis",
                    "The Redis that several processes share.");
    private static final Key<String> PASSWORD_FILE =
            TABLE.without(
                    "redis.password-file",
                    Values.file(),
                    "no password",
                    "File with the password for redis.uri, mode 600.");
    private static final Key<Integer> MEMORY_MAX_MIB =
            TABLE.of(
                    "redis.memory-max-mib",
                    Kind.whole(64, 1_048_576),
                    "2048",
                    "MiB that the embedded Redis may use; beyond, events wait on disk. A call is"
                            + " some 4 kB for journal.keep.");

    private RedisKeys() {}

    public static KeyTable table() {
        return TABLE;
    }

    /** What is written; where that is wrong, it has a finding and the default stands here. */
    public static RedisSettings read(ConfigReader reading) {
        return new RedisSettings(
                reading.get(PLACE),
                reading.get(PASSWORD_FILE)
                        .flatMap(file -> reading.secret(PASSWORD_MIN, file, PASSWORD_FILE)),
                reading.value(MEMORY_MAX_MIB));
    }
}
