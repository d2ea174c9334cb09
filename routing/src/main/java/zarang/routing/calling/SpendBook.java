package zarang.routing.calling;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import zarang.call.AgentId;
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
        private final AgentId agent;
        private final int costPerMinute;
        private @Nullable Instant answered;

        OutsideCall(AgentId agent, int costPerMinute) {
            this.agent = agent;
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

    private final Limits limits;
    private final ZoneId zone;
    private final SpendStore store;
    private final Map<CallId, OutsideCall> open = new HashMap<>();
    private final Map<AgentId, Long> spentByAgent = new HashMap<>();
    private long spent;
    private LocalDate day = LocalDate.EPOCH;

    SpendBook(Limits limits, ZoneId zone, SpendStore store) {
        this.limits = limits;
        this.zone = zone;
        this.store = store;
    }

    /**
     * Adds what an earlier run kept of today; what cannot be read, or is of another day, is not.
     */
    void restore(Map<String, String> kept, Instant now) {
        turn(now);
        String today = day + " ";
        kept.forEach((agent, text) -> {
            if (text.startsWith(today) && COST.matcher(text.substring(today.length())).matches()) {
                add(new AgentId(agent), Long.parseLong(text.substring(today.length())));
            }
        });
    }

    private void add(AgentId agent, long cost) {
        spent += cost;
        long all = spentByAgent.merge(agent, cost, Long::sum);
        store.put(agent.value(), day + " " + all);
    }

    /** Why that agent may call nobody outside now; empty if it may. */
    Optional<String> refusal(AgentId agent, Instant now) {
        turn(now);
        long mine = open.values().stream().filter(call -> call.agent.equals(agent)).count();
        if (open.size() >= limits.atOnce() || mine >= limits.atOnceOfOne()) {
            return Optional.of("too-many-calls");
        }
        long all = spent + open.values().stream().mapToLong(call -> call.cost(now)).sum();
        if (all >= limits.spendPerDay()
                || spentByAgent.getOrDefault(agent, 0L) >= limits.spendPerDayOfOne()) {
            return Optional.of("spent");
        }
        return Optional.empty();
    }

    void begun(CallId call, AgentId agent, int costPerMinute) {
        open.put(call, new OutsideCall(agent, costPerMinute));
    }

    void answered(CallId call, Instant now) {
        OutsideCall found = open.get(call);
        if (found != null && found.answered == null) {
            found.answered = now;
        }
    }

    /** Harmless for any other call. */
    void over(CallId call, Instant now) {
        OutsideCall ended = open.remove(call);
        if (ended != null) {
            turn(now);
            add(ended.agent, ended.cost(now));
        }
    }

    int open() {
        return open.size();
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
            spentByAgent.clear();
        }
    }
}
