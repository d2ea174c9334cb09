package zarang.routing.statistics;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import zarang.call.AgentId;

/**
 * Reads figures hour by hour and adds them up. Waits for Redis: for a virtual thread. A few hundred
 * hours at once, so that Redis and the others who ask it go on.
 */
final class StatisticsReading {
    private static final int AT_ONCE = 256;
    private static final long HOURS_A_DAY = 24;

    private final StatisticsStore store;
    private final AgentTimeReader states;
    private final ZoneId zone;
    private final Instant now;
    private final Measured.Kind kind;
    private final StatisticsWish wish;

    /** Of agents: what the state under way adds, by quarter. */
    private final Map<Long, List<Addition>> underWay = new HashMap<>();

    /** Whose figures there are, by day. */
    private final Map<Long, Set<String>> days = new TreeMap<>();

    private final List<Row> rows = new ArrayList<>();

    /** One row before anybody knows what its figures are called. */
    record Row(String name, IntervalStep.Span span, Tallies tallies) {}

    StatisticsReading(
            StatisticsStore store,
            AgentTimeReader states,
            ZoneId zone,
            Instant now,
            Measured.Kind kind,
            StatisticsWish wish) {
        this.store = store;
        this.states = states;
        this.zone = zone;
        this.now = now;
        this.kind = kind;
        this.wish = wish;
    }

    /** By time, then by name; those of whom nothing is known are left out. */
    List<Row> rows() {
        long from = Quarters.of(wish.from());
        long to = Quarters.from(wish.to());
        List<IntervalStep.Span> spans =
                wish.step().divide(from, to, zone).stream()
                        .filter(span ->
                                wish.after()
                                        .map(last -> !span.start().isBefore(last.from()))
                                        .orElse(true))
                        .toList();
        if (!spans.isEmpty()) {
            look(spans.getFirst().from(), to);
            read(spans);
        }
        return rows;
    }

    private void look(long from, long to) {
        names(day(from), day(to - 1));
        if (kind == Measured.Kind.AGENT) {
            Set<String> known = new HashSet<>();
            days.values().forEach(known::addAll);
            long today = day(Quarters.of(now));
            for (long day = today - 1; day <= today; day++) {
                join(store.of(kind, day)).forEach(each -> known.add(each.name()));
            }
            underWay(known);
        }
    }

    private static long day(long quarter) {
        return Math.floorDiv(quarter, Quarters.AN_HOUR * HOURS_A_DAY);
    }

    private void names(long first, long last) {
        Map<Long, CompletionStage<Set<Measured>>> asked = new TreeMap<>();
        for (long day = first; day <= last; day++) {
            asked.put(day, store.of(kind, day));
            if (asked.size() == AT_ONCE || day == last) {
                asked.forEach((of, answer) ->
                        days.put(
                                of,
                                join(answer).stream()
                                        .map(Measured::name)
                                        .filter(this::isWanted)
                                        .collect(Collectors.toSet())));
                asked.clear();
            }
        }
    }

    private boolean isWanted(String name) {
        return AgentId.maybe(name).isPresent() // queues are named alike
                && wish.name().map(name::equals).orElse(true);
    }

    private void underWay(Set<String> agents) {
        List<Gap> gaps = join(store.gaps());
        List<String> wanted = agents.stream().filter(this::isWanted).toList();
        for (int from = 0; from < wanted.size(); from += AT_ONCE) {
            Map<String, CompletionStage<Optional<String>>> asked = new HashMap<>();
            wanted.subList(from, Math.min(from + AT_ONCE, wanted.size()))
                    .forEach(agent -> asked.put(agent, store.agent(agent)));
            asked.forEach((agent, answer) -> underWay(agent, join(answer), gaps));
        }
    }

    private void underWay(String agent, Optional<String> kept, List<Gap> gaps) {
        kept.flatMap(text -> states.read(agent, text)).stream()
                .flatMap(state -> state.until(now, new AgentId(agent), gaps).stream())
                .filter(part -> part.figure().startsWith(AgentTime.STATE))
                .forEach(this::underWay);
    }

    private void underWay(Addition part) {
        underWay.computeIfAbsent(part.quarter(), quarter -> new ArrayList<>()).add(part);
        Set<String> there = days.get(day(part.quarter()));
        if (there != null) {
            there.add(part.of().name());
        }
    }

    private void read(List<IntervalStep.Span> spans) {
        Map<String, Tallies> open = new TreeMap<>();
        int at = 0;
        long end = spans.getLast().to();
        long hour = Math.floorDiv(spans.getFirst().from(), Quarters.AN_HOUR);
        while (hour * Quarters.AN_HOUR < end && rows.size() < wish.most()) {
            for (Read read : next(hour, end)) {
                for (long q = read.hour() * Quarters.AN_HOUR;
                        q < (read.hour() + 1) * Quarters.AN_HOUR && q < end;
                        q++) {
                    if (q < spans.getFirst().from()) {
                        continue;
                    }
                    add(open, read, q);
                    if (q + 1 == spans.get(at).to()) {
                        close(open, spans.get(at));
                        at++;
                    }
                }
                hour = read.hour() + 1;
            }
        }
    }

    /** What was read of an hour, by name. */
    private record Read(long hour, Map<String, Map<String, Long>> figures) {}

    private List<Read> next(long first, long end) {
        Map<Long, Map<String, CompletionStage<Map<String, Long>>>> asked = new TreeMap<>();
        int count = 0;
        for (long hour = first;
                hour * Quarters.AN_HOUR < end && count < AT_ONCE && asked.size() < AT_ONCE;
                hour++) {
            Map<String, CompletionStage<Map<String, Long>>> of = new TreeMap<>();
            for (String name : days.getOrDefault(Math.floorDiv(hour, HOURS_A_DAY), Set.of())) {
                of.put(name, store.hour(new Measured(kind, name), hour));
                count++;
            }
            asked.put(hour, of);
        }
        return asked.entrySet().stream().map(each -> read(each.getKey(), each.getValue())).toList();
    }

    private static Read read(long hour, Map<String, CompletionStage<Map<String, Long>>> asked) {
        Map<String, Map<String, Long>> figures = new TreeMap<>();
        asked.forEach((name, answer) -> figures.put(name, join(answer)));
        return new Read(hour, figures);
    }

    private void add(Map<String, Tallies> open, Read read, long quarter) {
        String beginning = StatisticsStore.field(quarter, "");
        read.figures()
                .forEach((name, figures) ->
                        figures.forEach((field, amount) -> {
                            if (field.startsWith(beginning)) {
                                tallies(open, name)
                                        .add(field.substring(beginning.length()), amount);
                            }
                        }));
        underWay.getOrDefault(quarter, List.of())
                .forEach(part -> tallies(open, part.of().name()).add(part.figure(), part.amount()));
    }

    private static Tallies tallies(Map<String, Tallies> open, String name) {
        return open.computeIfAbsent(name, n -> new Tallies());
    }

    private void close(Map<String, Tallies> open, IntervalStep.Span span) {
        new TreeSet<>(open.keySet())
                .stream()
                        .filter(name -> !wish.isKnown(span, name) && rows.size() < wish.most())
                        .map(name -> new Row(name, span, tallies(open, name)))
                        .forEach(rows::add);
        open.clear();
    }

    private static <T> T join(CompletionStage<T> stage) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        return future.join();
    }
}
