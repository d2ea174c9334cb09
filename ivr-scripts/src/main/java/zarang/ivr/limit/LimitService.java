package zarang.ivr.limit;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import zarang.call.script.ScriptService;
import zarang.call.script.ScriptValue;
import zarang.call.script.ServiceAnswer;
import zarang.call.script.ServiceQuestion;
import zarang.redis.FunctionLibrary;
import zarang.redis.RedisLink;

/**
 * Counts how often somebody has tried something, and says whether it may. Answers {@link #ALLOWED}
 * or {@link #TOO_MANY}; fails while Redis is away. Control loop.
 */
public final class LimitService implements ScriptService {
    /** Its name. */
    public static final String NAME = "limit";

    /** What is counted, such as {@code pin}. */
    public static final String LIMIT = "limit";

    /** Whose tries. */
    public static final String WHO = "of";

    /** How many are allowed. */
    public static final String MOST = "most";

    /** In so many seconds from the first. */
    public static final String WITHIN = "within";

    /** For so many seconds from the last one no other is allowed. */
    public static final String LOCKED_FOR = "for";

    /** There if nothing is counted and all is forgotten. */
    public static final String CLEAR = "clear";

    public static final String ALLOWED = "allowed";
    public static final String TOO_MANY = "too-many";

    private final Tries tries;

    LimitService(Tries tries) {
        this.tries = tries;
    }

    /** Counts in Redis. */
    public static LimitService in(RedisLink redis) {
        return new LimitService(new RedisTries(redis));
    }

    /** What it calls in Redis. */
    public static FunctionLibrary library() {
        return RedisTries.LIBRARY;
    }

    @Override
    public CompletionStage<ServiceAnswer> ask(ServiceQuestion question) {
        Map<String, ScriptValue> said = question.arguments();
        Optional<String> limit = question.text(LIMIT);
        Optional<String> who = question.text(WHO);
        if (limit.isEmpty() || who.isEmpty()) {
            return CompletableFuture.completedFuture(
                    new ServiceAnswer.Failed("nobody to count tries of"));
        }
        if (said.containsKey(CLEAR)) {
            return tries.clear(limit.get(), who.get())
                    .thenApply(done -> new ServiceAnswer.Given(ALLOWED));
        }
        return tries.count(
                        limit.get(),
                        who.get(),
                        new Tries.Terms(
                                (int) number(said, MOST),
                                Duration.ofSeconds(number(said, WITHIN)),
                                Duration.ofSeconds(number(said, LOCKED_FOR))))
                .thenApply(allowed -> new ServiceAnswer.Given(allowed ? ALLOWED : TOO_MANY));
    }

    private static long number(Map<String, ScriptValue> said, String name) {
        return said.get(name) instanceof ScriptValue.Decimal(BigDecimal number)
                ? number.longValue()
                : 1;
    }
}
