package zarang.routing.statistics;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import zarang.routing.statistics.RandomDays.Did;
import zarang.routing.statistics.RandomDays.Waited;

/** The same figures, counted from the list of calls as somebody would with a spreadsheet. */
public final class NaiveCount {
    private final RandomDays days;

    public NaiveCount(RandomDays days) {
        this.days = days;
    }

    /** Where the interval of a moment begins, by the wall clock of a zone. */
    static Instant begin(Instant at, IntervalStep step, ZoneId zone) {
        var local = at.atZone(zone);
        return switch (step) {
            case QUARTER ->
                    local.withMinute(local.getMinute() / 15 * 15)
                            .withSecond(0)
                            .withNano(0)
                            .toInstant();
            case HOUR -> local.withMinute(0).withSecond(0).withNano(0).toInstant();
            case DAY -> local.toLocalDate().atStartOfDay(zone).toInstant();
            case WHOLE -> at;
        };
    }

    private interface Within {
        boolean has(Instant at);
    }

    public QueueRow queue(String queue, Instant from, Instant to) {
        Within in = at -> !at.isBefore(from) && at.isBefore(to);
        List<Waited> all =
                days.waits.stream()
                        .filter(w -> w.of().queue().value().equals(queue))
                        .filter(w -> in.has(w.of().since()))
                        .toList();
        List<Waited> offered = all.stream().filter(Waited::offered).toList();
        List<Waited> answered = offered.stream().filter(Waited::answered).toList();
        List<Waited> gone = offered.stream().filter(w -> w.end().equals("abandoned")).toList();
        long inTarget = answered.stream().filter(w -> w.waitedMs() <= 20_000).count();
        long shortGone = gone.stream().filter(w -> w.waitedMs() < 5_000).count();
        long goneInTarget = gone.stream().filter(w -> w.waitedMs() <= 20_000).count();
        Map<String, Long> left = new TreeMap<>();
        offered.stream()
                .map(Waited::end)
                .filter(end -> !List.of("answered", "abandoned", "waits").contains(end))
                .forEach(end -> left.merge(end, 1L, Long::sum));
        List<Waited> over =
                offered.stream()
                        .filter(w -> !w.end().equals("waits") && !w.end().equals("lost"))
                        .toList();
        long refused = all.stream().filter(w -> !w.offered()).count();
        return new QueueRow(
                queue,
                from,
                to,
                offered.size(),
                answered.size(),
                inTarget,
                gone.size(),
                shortGone,
                left,
                refused == 0 ? Map.of() : Map.of("full", refused),
                offered.stream().filter(w -> w.end().equals("waits")).count(),
                days.rings.stream()
                        .filter(r -> r.queue().equals(queue) && r.missed() && in.has(r.at()))
                        .count(),
                new QueueRow.ServiceLevels(
                        ratio(inTarget, answered.size()),
                        ratio(inTarget, offered.size()),
                        ratio(inTarget, offered.size() - shortGone),
                        ratio(inTarget + goneInTarget, offered.size())),
                mean(answered.stream().mapToLong(Waited::waitedMs).sum(), answered.size()),
                mean(over.stream().mapToLong(Waited::waitedMs).sum(), over.size()),
                over.isEmpty()
                        ? OptionalLong.empty()
                        : OptionalLong.of(
                                over.stream().mapToLong(Waited::waitedMs).max().orElse(0)),
                answered.stream().filter(Waited::talked).count(),
                answered.stream().filter(Waited::talkLost).count(),
                handling(answered));
    }

    public AgentRow agent(String agent, Instant from, Instant to) {
        Within in = at -> !at.isBefore(from) && at.isBefore(to);
        List<Waited> answered =
                days.waits.stream()
                        .filter(w -> w.answered() && w.agent().equals(agent))
                        .filter(w -> in.has(w.of().since()))
                        .toList();
        List<RandomDays.Other> others =
                days.others.stream()
                        .filter(o -> o.agent().equals(agent) && in.has(o.from()))
                        .toList();
        Map<String, Long> states = new TreeMap<>();
        for (Did did : days.states) {
            if (did.agent().equals(agent) && !did.state().equals("logged-out")) {
                Instant begin = later(did.from(), from);
                Instant end = sooner(did.to().orElse(days.end()), to);
                long ms = Duration.between(begin, end).toMillis();
                if (ms > 0) {
                    String reason = did.reason().isEmpty() ? "" : "/" + did.reason();
                    states.merge(did.state() + reason, ms, Long::sum);
                }
            }
        }
        long away = sum(states, "not-ready/lunch", "not-ready/training");
        long atWork = sum(states, states.keySet().toArray(String[]::new)) - away;
        long busy = sum(states, "on-call", "engaged", "wrap-up");
        return new AgentRow(
                agent,
                from,
                to,
                rings(agent, in, false),
                rings(agent, in, true),
                answered.size(),
                answered.stream().filter(Waited::talked).count(),
                answered.stream().filter(Waited::talkLost).count(),
                handling(answered),
                others.size(),
                others.stream().mapToLong(RandomDays.Other::ms).sum(),
                states,
                atWork,
                busy,
                ratio(busy, atWork));
    }

    private long rings(String agent, Within in, boolean missed) {
        return days.rings.stream()
                .filter(r -> r.agent().equals(agent) && r.missed() == missed && in.has(r.at()))
                .count();
    }

    private static HandlingTimes handling(List<Waited> answered) {
        List<Waited> talked = answered.stream().filter(Waited::talked).toList();
        long talk = talked.stream().mapToLong(Waited::talkMs).sum();
        long hold = talked.stream().mapToLong(Waited::holdMs).sum();
        long wrapUp = talked.stream().mapToLong(Waited::wrapUpMs).sum();
        return new HandlingTimes(talk, hold, wrapUp, mean(talk + hold + wrapUp, talked.size()));
    }

    private static long sum(Map<String, Long> of, String... names) {
        return Stream.of(names).mapToLong(name -> of.getOrDefault(name, 0L)).sum();
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant sooner(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static OptionalDouble ratio(long of, long by) {
        return by == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) of / by);
    }

    private static OptionalLong mean(long sum, long count) {
        return count == 0
                ? OptionalLong.empty()
                : OptionalLong.of(Math.round((double) sum / count));
    }
}
