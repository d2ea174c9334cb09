package zarang.routing.calling;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import zarang.call.CallId;
import zarang.routing.calling.CallingSettings.Limits;

/**
 * Calls outside that are on, and what those of today have cost. Bounded by the calls that may be on
 * at once and by the agents. Control loop.
 */
final class SpendBook {
    private static final Pattern COST = Pattern.compile("[0-9]{1,18}");
    private static final long MINUTE_MS = Duration.ofMinutes(1).toMillis();

    private static final class OutsideCall {
        private final String payer;
        private final int costPerMinute;
        private @Nullable Instant answered;

        OutsideCall(String payer, int costPerMinute) {
            this.payer = payer;
            this.costPerMinute = costPerMinute;
        }

        /** Each minute that is begun counts whole, as carriers charge it. */
        long cost(Instant now) {
            if (answered == null) {
                return 0;
            }
            long ms = Math.max(0, Duration.between(answered, now).toMillis());
            return (ms + MINUTE_MS - 1) / MINUTE_MS * costPerMinute;
        }
    }

    private final ZoneId zone;
    private final SpendStore store;
    private final Map<CallId, List<OutsideCall>> open = new HashMap<>();
    private final Map<String, Long> spentByPayer = new HashMap<>();
    private Limits limits;
    private long spent;
    private LocalDate day = LocalDate.EPOCH;

    SpendBook(Limits limits, ZoneId zone, SpendStore store) {
        this.limits = limits;
        this.zone = zone;
        this.store = store;
    }

    /** Other limits from here on. */
    void set(Limits wanted) {
        limits = wanted;
    }

    /**
     * Adds what an earlier run kept of today; what cannot be read, or is of another day, is not.
     */
    void restore(Map<String, String> kept, Instant now) {
        turn(now);
        String today = day + " ";
        kept.forEach((payer, text) -> {
            if (text.startsWith(today) && COST.matcher(text.substring(today.length())).matches()) {
                add(payer, Long.parseLong(text.substring(today.length())));
            }
        });
    }

    private void add(String payer, long cost) {
        spent += cost;
        long all = spentByPayer.merge(payer, cost, Long::sum);
        store.put(payer, day + " " + all);
    }

    /** Why that one may call nobody outside now, by its own limits and those of all. */
    Optional<String> refusal(String payer, Instant now) {
        if (all().filter(call -> call.payer.equals(payer)).count() >= limits.atOnceOfOne()) {
            return Optional.of("too-many-calls");
        }
        Optional<String> ofAll = refusal(now);
        return ofAll.isEmpty() && spentByPayer.getOrDefault(payer, 0L) >= limits.spendPerDayOfOne()
                ? Optional.of("spent")
                : ofAll;
    }

    /** Why nobody may call outside now, by the limits of all. */
    Optional<String> refusal(Instant now) {
        turn(now);
        if (open() >= limits.atOnce()) {
            return Optional.of("too-many-calls");
        }
        long cost = spent + all().mapToLong(call -> call.cost(now)).sum();
        return cost >= limits.spendPerDay() ? Optional.of("spent") : Optional.empty();
    }

    private Stream<OutsideCall> all() {
        return open.values().stream().flatMap(List::stream);
    }

    void begun(CallId call, String payer, int costPerMinute) {
        open.computeIfAbsent(call, c -> new ArrayList<>())
                .add(new OutsideCall(payer, costPerMinute));
    }

    /** Of several who rang, it counts as the dearest who answered. */
    void answered(CallId call, Instant now) {
        open.getOrDefault(call, List.of()).stream()
                .filter(each -> each.answered == null)
                .max(Comparator.comparingInt(each -> each.costPerMinute))
                .ifPresent(each -> each.answered = now);
    }

    /** One who rang did not answer; of several the cheapest. Harmless for any other call. */
    void notAnswered(CallId call) {
        List<OutsideCall> mine = open.getOrDefault(call, List.of());
        mine.stream()
                .filter(each -> each.answered == null)
                .min(Comparator.comparingInt(each -> each.costPerMinute))
                .ifPresent(mine::remove);
        if (mine.isEmpty()) {
            open.remove(call);
        }
    }

    /** Harmless for any other call. */
    void over(CallId call, Instant now) {
        List<OutsideCall> ended = open.remove(call);
        if (ended != null) {
            turn(now);
            ended.forEach(each -> add(each.payer, each.cost(now)));
        }
    }

    int open() {
        return (int) all().count();
    }

    /** Of today, by calls that are over. */
    long spent() {
        return spent;
    }

    /** A call over midnight is of the day on which it ends. */
    private void turn(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        if (!today.equals(day)) {
            day = today;
            spent = 0;
            spentByPayer.clear();
        }
    }
}
