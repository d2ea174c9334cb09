package zarang.crm.lookup;

import io.lettuce.core.KeyValue;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import zarang.call.script.HttpArguments;
import zarang.call.script.RedisArguments;
import zarang.call.script.ScriptService;
import zarang.call.script.ScriptValue;
import zarang.call.script.ServiceAnswer;
import zarang.call.script.ServiceQuestion;
import zarang.redis.RedisLink;

/**
 * Looks up for scripts what an admin has named: a hash's fields or a text, by {@code HMGET} and
 * {@code GET}; no other command can be given. Control loop; nothing waits.
 */
public final class RedisLookup implements ScriptService {
    /** Longer than any script waits; whoever asks keeps the script's own limit. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private static final int TEXT_MAX = 1_000;

    private final RedisLink redis;
    private final Map<String, RedisKey> keys;
    private final LookupTally tally;

    public RedisLookup(RedisLink redis, LookupSettings settings, LookupTally tally) {
        this.redis = redis;
        this.keys = settings.keys();
        this.tally = tally;
    }

    @Override
    public CompletionStage<ServiceAnswer> ask(ServiceQuestion question) {
        Map<String, String> with = new LinkedHashMap<>();
        Map<String, String> take = new LinkedHashMap<>();
        question.arguments()
                .forEach((name, value) -> {
                    if (name.startsWith(RedisArguments.WITH)) {
                        with.put(name.substring(RedisArguments.WITH.length()), value.text());
                    } else if (name.startsWith(RedisArguments.TAKE)) {
                        take.put(name.substring(RedisArguments.TAKE.length()), value.text());
                    }
                });
        String name =
                Optional.ofNullable(question.arguments().get(RedisArguments.KEY))
                        .map(ScriptValue::text)
                        .orElse("");
        RedisKey key = keys.get(name);
        if (key == null) {
            return unfit("there is no '" + name + "' under redis-lookups");
        }
        Optional<String> filled = key.filled(with);
        if (filled.isEmpty()) {
            return unfit("a place of the key of '" + name + "' is empty, or the key too long");
        }
        return (key.fields().isEmpty() ? text(filled.get(), take) : hash(filled.get(), key, take))
                .handle((answer, failure) -> {
                    if (failure != null) {
                        tally.ended("away");
                        return new ServiceAnswer.Failed(
                                "redis: " + failure.getClass().getSimpleName());
                    }
                    tally.ended(answer.outcome());
                    return answer;
                });
    }

    private CompletionStage<ServiceAnswer> unfit(String why) {
        tally.ended("unfit");
        return CompletableFuture.completedFuture(new ServiceAnswer.Failed(why));
    }

    private CompletionStage<ServiceAnswer.Given> text(String key, Map<String, String> take) {
        // more than fits is cut off by Redis, so that nobody's megabytes come here
        return redis.<String>run(LIMIT, commands -> commands.getrange(key, 0, TEXT_MAX * 4L))
                .thenApply(text ->
                        text.isEmpty()
                                ? new ServiceAnswer.Given(HttpArguments.NOT_FOUND)
                                : given(take, Map.of(RedisKey.VALUE, text)));
    }

    private CompletionStage<ServiceAnswer.Given> hash(
            String key, RedisKey wanted, Map<String, String> take) {
        return redis.<List<KeyValue<String, String>>>run(
                        LIMIT,
                        commands -> commands.hmget(key, wanted.fields().toArray(String[]::new)))
                .thenApply(fields -> {
                    Map<String, String> there = new LinkedHashMap<>();
                    for (KeyValue<String, String> field : fields) {
                        if (field.hasValue()) {
                            there.put(field.getKey(), field.getValue());
                        }
                    }
                    return there.isEmpty()
                            ? new ServiceAnswer.Given(HttpArguments.NOT_FOUND)
                            : given(take, there);
                });
    }

    private static ServiceAnswer.Given given(Map<String, String> take, Map<String, String> there) {
        Map<String, ScriptValue> values = new LinkedHashMap<>();
        take.forEach((variable, field) -> {
            String value = there.get(field);
            if (value != null && value.length() <= TEXT_MAX) {
                values.put(variable, new ScriptValue.Text(value));
            }
        });
        return new ServiceAnswer.Given(HttpArguments.FOUND, values, Optional.empty());
    }
}
