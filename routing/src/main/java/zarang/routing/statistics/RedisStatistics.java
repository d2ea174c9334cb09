package zarang.routing.statistics;

import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import zarang.call.fact.Subject;
import zarang.redis.FunctionLibrary;
import zarang.redis.RedisLink;

/** Keeps the figures in Redis; what the keys are stands in {@code statistics.lua}. Any thread. */
final class RedisStatistics implements StatisticsStore {
    static final FunctionLibrary LIBRARY =
            FunctionLibrary.ofResource(RedisStatistics.class, "statistics.lua");

    private static final String ROOT = StepWords.ROOT;
    private static final String BEAT = ROOT + "beat";
    private static final String GAPS = ROOT + "gaps";
    private static final Duration LIMIT = StatisticsSteps.LIMIT;
    private static final Duration AGENT_KEPT = Duration.ofDays(14);
    private static final Duration SILENCE_MAX = Duration.ofSeconds(30);
    private static final int GAPS_MAX = 100;
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern GAP = Pattern.compile("([0-9]{1,15}) ([0-9]{1,15})");

    private final RedisLink redis;
    private final StatisticsSteps steps;

    /**
     * @param redis opened with {@link #LIBRARY}
     * @param keep how long the figures of a day are kept after it
     */
    RedisStatistics(RedisLink redis, Duration keep) {
        this.redis = redis;
        steps = new StatisticsSteps(redis, keep);
    }

    private static String marksOf(Subject subject) {
        return ROOT + "of:" + subject;
    }

    private static String agentKey(String name) {
        return ROOT + "now:" + name;
    }

    @Override
    public CompletionStage<Boolean> once(Subject subject, Effect effect) {
        return steps.give(
                new FigureStep(
                        "once",
                        marksOf(subject),
                        List.of(
                                effect.mark(),
                                effect.note(),
                                Long.toString(StatisticsConsumer.REMEMBERED.toSeconds())),
                        effect.additions()));
    }

    @Override
    public CompletionStage<Map<String, String>> marks(Subject subject) {
        return redis.run(LIMIT, commands -> commands.hgetall(marksOf(subject)));
    }

    @Override
    public CompletionStage<Optional<String>> agent(String name) {
        CompletionStage<String> kept = redis.run(LIMIT, commands -> commands.get(agentKey(name)));
        return kept.thenApply(Optional::ofNullable);
    }

    @Override
    public CompletionStage<Boolean> swap(
            String agent, Optional<String> was, String next, List<Addition> additions) {
        return steps.give(
                new FigureStep(
                        "swap",
                        agentKey(agent),
                        List.of(was.orElse(""), next, Long.toString(AGENT_KEPT.toSeconds())),
                        additions));
    }

    @Override
    public CompletionStage<Boolean> beat(Instant now, Instant started) {
        CompletionStage<Long> gap =
                redis.fcall(
                        "zarang_statistics_beat",
                        ScriptOutputType.INTEGER,
                        LIMIT,
                        List.of(BEAT, GAPS),
                        Long.toString(now.toEpochMilli()),
                        Long.toString(started.toEpochMilli()),
                        Long.toString(SILENCE_MAX.toMillis()),
                        Integer.toString(GAPS_MAX));
        return gap.thenApply(number -> number == 1);
    }

    @Override
    public CompletionStage<List<Gap>> gaps() {
        CompletionStage<List<String>> all =
                redis.run(LIMIT, commands -> commands.lrange(GAPS, 0, -1));
        return all.thenApply(texts -> texts.stream().flatMap(RedisStatistics::gap).toList());
    }

    private static Stream<Gap> gap(String text) {
        Matcher ends = GAP.matcher(text);
        return ends.matches()
                ? Stream.of(
                        new Gap(
                                Instant.ofEpochMilli(Long.parseLong(ends.group(1))),
                                Instant.ofEpochMilli(Long.parseLong(ends.group(2)))))
                : Stream.empty();
    }

    @Override
    public CompletionStage<Set<Measured>> of(Measured.Kind kind, long utcDay) {
        CompletionStage<Set<String>> all =
                redis.run(LIMIT, commands -> commands.smembers(StepWords.names(kind, utcDay)));
        return all.thenApply(found ->
                found.stream().map(name -> new Measured(kind, name)).collect(Collectors.toSet()));
    }

    @Override
    public CompletionStage<Map<String, Long>> hour(Measured of, long hour) {
        CompletionStage<Map<String, String>> kept =
                redis.run(LIMIT, commands -> commands.hgetall(StepWords.figures(of, hour)));
        return kept.thenApply(RedisStatistics::numbers);
    }

    private static Map<String, Long> numbers(Map<String, String> kept) {
        Map<String, Long> numbers = new LinkedHashMap<>();
        kept.forEach((field, value) -> {
            if (NUMBER.matcher(value).matches()) {
                numbers.put(field, Long.parseLong(value));
            }
        });
        return numbers;
    }
}
