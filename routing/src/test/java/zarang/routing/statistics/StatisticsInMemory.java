package zarang.routing.statistics;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import zarang.call.fact.Subject;

/** The figures in memory; passes what the real store passes. */
final class StatisticsInMemory implements StatisticsStore {
    private final Map<Subject, Map<String, String>> marks = new HashMap<>();
    private final Map<String, String> agents = new HashMap<>();
    private final Map<String, Map<String, Long>> hours = new HashMap<>();
    private final Map<String, Set<Measured>> names = new HashMap<>();
    private final List<Gap> gaps = new ArrayList<>();
    private Optional<Instant> last = Optional.empty();

    private static <T> CompletionStage<T> now(T value) {
        return CompletableFuture.completedStage(value);
    }

    @Override
    public synchronized CompletionStage<Boolean> once(Subject subject, Effect effect) {
        boolean known =
                marks.computeIfAbsent(subject, s -> new HashMap<>())
                                .putIfAbsent(effect.mark(), effect.note())
                        != null;
        if (!known) {
            effect.additions().forEach(this::add);
        }
        return now(!known);
    }

    private void add(Addition addition) {
        long hour = Math.floorDiv(addition.quarter(), Quarters.AN_HOUR);
        hours.computeIfAbsent(addition.of() + " " + hour, key -> new HashMap<>())
                .merge(
                        StatisticsStore.field(addition.quarter(), addition.figure()),
                        addition.amount(),
                        addition.most() ? Math::max : Long::sum);
        names.computeIfAbsent(
                        addition.of().kind() + " " + Math.floorDiv(hour, 24),
                        key -> new HashSet<>())
                .add(addition.of());
    }

    @Override
    public synchronized CompletionStage<Map<String, String>> marks(Subject subject) {
        return now(Map.copyOf(marks.getOrDefault(subject, Map.of())));
    }

    @Override
    public synchronized CompletionStage<Optional<String>> agent(String name) {
        return now(Optional.ofNullable(agents.get(name)));
    }

    @Override
    public synchronized CompletionStage<Boolean> swap(
            String agent, Optional<String> was, String next, List<Addition> additions) {
        boolean same = Optional.ofNullable(agents.get(agent)).equals(was);
        if (same) {
            agents.put(agent, next);
            additions.forEach(this::add);
        }
        return now(same);
    }

    @Override
    public synchronized CompletionStage<Boolean> beat(Instant now, Instant started) {
        Instant before = last.orElse(now);
        last = Optional.of(now.isAfter(before) ? now : before);
        boolean gap =
                Duration.between(before, now).compareTo(Duration.ofSeconds(30)) > 0
                        && started.isAfter(before);
        if (gap) {
            gaps.add(new Gap(before, started));
        }
        return now(gap);
    }

    @Override
    public synchronized CompletionStage<List<Gap>> gaps() {
        return now(List.copyOf(gaps));
    }

    @Override
    public synchronized CompletionStage<Set<Measured>> of(Measured.Kind kind, long utcDay) {
        return now(Set.copyOf(names.getOrDefault(kind + " " + utcDay, Set.of())));
    }

    @Override
    public synchronized CompletionStage<Map<String, Long>> hour(Measured of, long hour) {
        return now(Map.copyOf(hours.getOrDefault(of + " " + hour, Map.of())));
    }
}
