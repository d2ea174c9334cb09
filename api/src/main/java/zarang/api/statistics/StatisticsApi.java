package zarang.api.statistics;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import zarang.api.problem.Problem;
import zarang.api.problem.ProblemKind;
import zarang.api.route.Answer;
import zarang.api.route.Asked;
import zarang.api.route.Operation;
import zarang.api.route.Paging;
import zarang.api.route.Scope;
import zarang.api.route.SentTime;
import zarang.call.loop.ControlLoop;
import zarang.redis.RedisAway;
import zarang.routing.statistics.IntervalStep;
import zarang.routing.statistics.Statistics;
import zarang.routing.statistics.StatisticsWish;
import zarang.routing.statistics.StatisticsWish.After;

/** {@code /statistics}: what came of callers, and what agents did, by interval. */
public final class StatisticsApi {
    private static final String STATISTICS = "/api/v1/statistics";
    private static final int DAYS_MAX = 400;
    private static final char BETWEEN = ' ';
    private static final Pattern LOCAL =
            Pattern.compile("(\\S{8,10})[T ]([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)");

    private final Statistics statistics;
    private final ControlLoop clock;
    private final Function<String, Optional<LocalDate>> days;

    /**
     * @param days reads a day as admins write it, by whatever calendar; empty if it is none
     */
    public StatisticsApi(
            Statistics statistics, ControlLoop clock, Function<String, Optional<LocalDate>> days) {
        this.statistics = statistics;
        this.clock = clock;
        this.days = days;
    }

    public List<Operation> operations() {
        return List.of(
                Operation.get(
                        STATISTICS + "/queues",
                        Scope.STATISTICS_READ,
                        asked ->
                                rows(
                                        asked,
                                        "queue",
                                        statistics::queues,
                                        row -> mark(row.from(), row.queue()),
                                        row -> ShownQueueRow.of(row, statistics.zone()))),
                Operation.get(
                        STATISTICS + "/agents",
                        Scope.STATISTICS_READ,
                        asked ->
                                rows(
                                        asked,
                                        "agent",
                                        statistics::agents,
                                        row -> mark(row.from(), row.agent()),
                                        row -> ShownAgentRow.of(row, statistics.zone()))));
    }

    private <T> CompletionStage<Answer> rows(
            Asked asked,
            String whose,
            Function<StatisticsWish, CompletionStage<List<T>>> read,
            Function<T, String> mark,
            Function<T, ?> shown) {
        Paging paging = Paging.of("statistics-" + whose + "s", asked);
        StatisticsWish wish = wish(asked, asked.query(whose), paging);
        return read.apply(wish)
                .thenApply(rows -> paging.found(rows, mark, shown))
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(named(failure)));
    }

    private static Throwable named(Throwable failure) {
        Throwable cause = RedisAway.unwrapped(failure);
        return cause instanceof RejectedExecutionException busy
                ? Problem.of(ProblemKind.TOO_MANY, String.valueOf(busy.getMessage()))
                        .with("Retry-After", "1")
                        .refusal()
                : cause;
    }

    private StatisticsWish wish(Asked asked, Optional<String> name, Paging paging) {
        ZoneId zone = statistics.zone();
        Instant now = clock.instant();
        Instant from =
                asked.query("from")
                        .map(text -> time("from", text, 0))
                        .orElseGet(() ->
                                now.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant());
        Instant to = asked.query("to").map(text -> time("to", text, 1)).orElse(now.plusMillis(1));
        if (!from.isBefore(to)) {
            throw backwards(asked).refusal();
        }
        if (from.atZone(zone).plusDays(DAYS_MAX).toInstant().isBefore(to)) {
            throw Problem.parameter(
                            ProblemKind.INVALID,
                            "from",
                            "is more than " + DAYS_MAX + " days before to: ask for less at once")
                    .refusal();
        }
        IntervalStep step =
                asked.query("interval").map(StatisticsApi::step).orElse(IntervalStep.DAY);
        return new StatisticsWish(
                from, to, step, name, paging.last().map(StatisticsApi::after), paging.limit() + 1);
    }

    /** In the words in which it was asked. */
    private static Problem backwards(Asked asked) {
        Optional<String> to = asked.query("to");
        String from = asked.query("from").orElse("the beginning of today");
        return to.isPresent()
                ? Problem.parameter(
                        ProblemKind.INVALID,
                        "to",
                        "found " + to.get() + ", expected a time after from, " + from)
                : Problem.parameter(
                        ProblemKind.INVALID,
                        "from",
                        "found " + from + ", which is to come, expected a time before now");
    }

    private static IntervalStep step(String text) {
        return IntervalStep.read(text)
                .orElseThrow(() ->
                        Problem.parameter(
                                        ProblemKind.INVALID,
                                        "interval",
                                        "found "
                                                + text
                                                + ", expected one of "
                                                + Arrays.stream(IntervalStep.values())
                                                        .map(IntervalStep::text)
                                                        .collect(Collectors.joining(", ")))
                                .refusal());
    }

    /**
     * A time, or a day of the house's calendar.
     *
     * @param daysOn to the end of the day: 1; to its beginning: 0
     */
    private Instant time(String name, String text, int daysOn) {
        try {
            return counted(
                    days.apply(text)
                            .map(day ->
                                    day.plusDays(daysOn)
                                            .atStartOfDay(statistics.zone())
                                            .toInstant())
                            .or(() -> ofTheHouse(text))
                            .orElseGet(() -> ZonedDateTime.parse(text).toInstant()));
        } catch (DateTimeException wrong) {
            throw Problem.parameter(
                            ProblemKind.INVALID,
                            name,
                            "found "
                                    + text
                                    + ", expected a day such as 2026-11-27 or 1405-09-06, or a time"
                                    + " of it, such as 1405-09-06 08:00 by the clock of the house"
                                    + " or 2026-11-27T08:00:00Z")
                    .refusal();
        }
    }

    /** A day and a time without a zone; empty if it is none. */
    private Optional<Instant> ofTheHouse(String text) {
        Matcher parts = LOCAL.matcher(text);
        return parts.matches()
                ? days.apply(parts.group(1))
                        .map(day ->
                                day.atTime(LocalTime.parse(parts.group(2)))
                                        .atZone(statistics.zone())
                                        .toInstant())
                : Optional.empty();
    }

    /** Refuses a time at which nothing can have been counted. */
    private static Instant counted(Instant time) {
        if (!SentTime.counts(time)) {
            throw new DateTimeException("not from 1970 to 9999: " + time);
        }
        return time;
    }

    private static String mark(Instant from, String name) {
        return from.toString() + BETWEEN + name;
    }

    private static After after(String mark) {
        int between = mark.indexOf(BETWEEN);
        try {
            return new After(
                    counted(Instant.parse(mark.substring(0, Math.max(0, between)))),
                    mark.substring(between + 1));
        } catch (DateTimeException none) {
            throw Paging.badCursor().refusal();
        }
    }
}
