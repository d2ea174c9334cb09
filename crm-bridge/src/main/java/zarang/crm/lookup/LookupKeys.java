package zarang.crm.lookup;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zarang.config.AddressPrefix;
import zarang.config.ConfigReader;
import zarang.config.Key;
import zarang.config.KeyTable;
import zarang.config.Kind;
import zarang.config.Networks;
import zarang.config.Secret;
import zarang.config.Values;

/** The keys {@code script-http.*} and {@code redis-lookups.*} of {@code zarang.yaml}. */
public final class LookupKeys {
    private static final KeyTable TABLE = new KeyTable("zarang.yaml");
    private static final int KIB = 1 << 10;

    private static final Key<List<AddressPrefix>> ALLOW =
            TABLE.without(
                    "script-http.allow",
                    Networks.KIND,
                    "none",
                    "Private networks that scripts may ask by HTTP. What is not of the open"
                            + " Internet is refused otherwise, whatever name leads there.");
    private static final Key<String> SECRET =
            TABLE.without(
                    "script-http.secrets.*",
                    Values.file(),
                    "none",
                    "File with a secret that scripts send as a header, by this name; mode 600,"
                            + " below the configuration folder unless absolute.");
    private static final Key<Integer> AT_ONCE =
            TABLE.of(
                    "script-http.at-once",
                    Kind.whole(1, 1_000),
                    "64",
                    "Requests of scripts at once; one more fails at once.");
    private static final Key<Integer> PER_HOST =
            TABLE.of(
                    "script-http.at-once-per-host",
                    Kind.whole(1, 1_000),
                    "16",
                    "Of those, to one host.");
    private static final Key<Integer> ANSWER_KIB =
            TABLE.of(
                    "script-http.answer-max-kib",
                    Kind.whole(1, 1_024),
                    "64",
                    "KiB of an answer; a longer one fails.");
    private static final Key<String> REDIS_KEY =
            TABLE.without(
                    "redis-lookups.*.key",
                    Kind.one(
                            "a key with a place such as crm:order:{order}",
                            text -> Optional.of(text).filter(RedisKey::isTemplate)),
                    Key.REQUIRED,
                    "Where `lookup: redis` of this name looks; a script fills the places.");
    private static final Key<List<String>> REDIS_FIELDS =
            TABLE.without(
                    "redis-lookups.*.fields",
                    Kind.several(
                            Values.text("a field of the hash", "[^\\s\\p{Cntrl}]{1,64}"), 1, 32),
                    "the key holds a text, which is taken as `value`",
                    "Fields of the hash there that scripts may take.");

    private LookupKeys() {}

    public static KeyTable table() {
        return TABLE;
    }

    /** What is written; where that is wrong, it has a finding. */
    public static LookupSettings read(ConfigReader reading) {
        Map<String, Secret> secrets = new LinkedHashMap<>();
        for (String name : reading.names("script-http", "secrets")) {
            reading.get(SECRET, name)
                    .flatMap(file -> reading.secret(1, file, SECRET, name))
                    .ifPresent(secret -> secrets.put(name, secret));
        }
        Map<String, RedisKey> keys = new LinkedHashMap<>();
        for (String name : reading.named("redis-lookups")) {
            reading.required(REDIS_KEY, name)
                    .ifPresent(key ->
                            keys.put(
                                    name,
                                    new RedisKey(
                                            key,
                                            reading.get(REDIS_FIELDS, name).orElse(List.of()))));
        }
        return new LookupSettings(
                reading.get(ALLOW).orElse(List.of()),
                secrets,
                new LookupLimits(
                        reading.value(AT_ONCE),
                        reading.value(PER_HOST),
                        reading.value(ANSWER_KIB) * KIB),
                keys);
    }
}
