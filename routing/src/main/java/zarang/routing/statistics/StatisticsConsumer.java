package zarang.routing.statistics;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.AgentId;
import zarang.call.Cause;
import zarang.call.QueueName;
import zarang.call.fact.CallEnded;
import zarang.call.fact.FactType;
import zarang.call.journal.ConsumerWait;
import zarang.call.journal.JournalConsumer;
import zarang.call.journal.StoredEntry;
import zarang.routing.agent.AgentStateChanged;

/**
 * Makes the figures of queues and agents from the journal's facts, each once in effect: killed
 * between any two steps, it does the same again when the entry comes again, and what was counted is
 * known by its mark. All processes together; the consumer's threads.
 *
 * <p>An entry that comes again is known for {@link #REMEMBERED}; one that is nearly as old is not
 * counted, since it might have been (see adr/0010).
 */
final class StatisticsConsumer implements JournalConsumer {
    static final Duration REMEMBERED = Duration.ofDays(8);
    private static final Duration AGE_MAX = Duration.ofDays(7);

    /** A shorter time has no gap in it: see {@link RedisStatistics}. */
    private static final Duration NO_GAP = Duration.ofSeconds(30);

    /** Agents whose last state is known here; then it is forgotten, and asked for again. */
    private static final int LAST_MAX = 10_000;

    private static final Logger log = LoggerFactory.getLogger(StatisticsConsumer.class);

    private final StatisticsStore store;
    private final InstantSource clock;
    private final Instant started;
    private final CallEffects calls;
    private final AgentTimeReader states = new AgentTimeReader();
    private final Map<AgentId, AgentTime> last = new ConcurrentHashMap<>();
    private volatile boolean begun;
    private final LongAdder counted = new LongAdder();
    private final LongAdder again = new LongAdder();
    private final LongAdder late = new LongAdder();

    /**
     * @param started since when this process runs
     * @param limits by what a queue's service is measured now; may wait
     */
    StatisticsConsumer(
            StatisticsStore store,
            InstantSource clock,
            Instant started,
            Function<QueueName, ServiceLimits> limits) {
        this.store = store;
        this.clock = clock;
        this.started = started;
        calls = new CallEffects(limits);
    }

    @Override
    public String name() {
        return "statistics";
    }

    @Override
    public boolean wants(FactType<?> type) {
        return type.equals(AgentStateChanged.TYPE)
                || type.equals(CallEnded.TYPE)
                || CallEffects.TYPES.contains(type);
    }

    @Override
    public void accept(StoredEntry entry, long sequence) throws Exception {
        if (!begun) {
            // when nobody ran is known before an agent's first state of this run closes the last
            ConsumerWait.of(store.beat(clock.instant(), started));
            begun = true;
        }
        Optional<AgentStateChanged> state = entry.as(AgentStateChanged.TYPE);
        if (state.isPresent()) {
            became(
                    new AgentId(entry.subject().id()),
                    AgentTime.of(state.get(), sequence, entry.at()));
            return;
        }
        List<Effect> effects = effects(entry);
        if (!effects.isEmpty() && entry.at().isBefore(clock.instant().minus(AGE_MAX))) {
            late.increment();
            log.debug("statistics.too-late entry={}", entry.id());
            return;
        }
        // together: each stands by itself, and Redis writes to the disk once for all of them
        List<CompletionStage<Boolean>> asked =
                effects.stream().map(effect -> store.once(entry.subject(), effect)).toList();
        for (CompletionStage<Boolean> each : asked) {
            (ConsumerWait.of(each) ? counted : again).increment();
        }
    }

    /**
     * Effects stand each by itself, and of an agent each state is told by the one before. A call's
     * end looks at what is counted of it, and comes after that.
     */
    @Override
    public Optional<CompletionStage<?>> begin(StoredEntry entry, long sequence) throws Exception {
        if (!begun || entry.type().equals(CallEnded.TYPE)) {
            return Optional.empty();
        }
        Optional<AgentStateChanged> state = entry.as(AgentStateChanged.TYPE);
        if (state.isPresent()) {
            return ahead(
                    new AgentId(entry.subject().id()),
                    AgentTime.of(state.get(), sequence, entry.at()));
        }
        if (entry.at().isBefore(clock.instant().minus(AGE_MAX))) {
            return Optional.empty();
        }
        CompletionStage<?> all = CompletableFuture.completedStage(true);
        for (Effect effect : calls.of(entry)) {
            CompletionStage<Boolean> each = store.once(entry.subject(), effect);
            var _ = each.thenAccept(isNew -> (isNew ? counted : again).increment());
            all = all.thenCombine(each, (before, one) -> true);
        }
        return Optional.of(all);
    }

    /** If what is kept of the agent is known, and no process can have been away since. */
    private Optional<CompletionStage<?>> ahead(AgentId agent, AgentTime next) {
        AgentTime guess = last.get(agent);
        if (guess == null || !guess.isBefore(next)) {
            return Optional.empty();
        }
        AgentTime now = next.notBefore(guess.since());
        if (Duration.between(guess.since(), now.since()).compareTo(NO_GAP) >= 0) {
            return Optional.empty();
        }
        List<Addition> parts = guess.until(now.since(), agent, List.of());
        last.put(agent, now);
        return Optional.of(
                store.swap(agent.value(), Optional.of(guess.text()), now.text(), parts)
                        .thenAccept(done -> {
                            if (!done) {
                                throw new IllegalStateException("another state is kept");
                            }
                            counted.increment();
                        }));
    }

    private List<Effect> effects(StoredEntry entry) throws Exception {
        Optional<CallEnded> end = entry.as(CallEnded.TYPE);
        if (end.isPresent()) {
            return mayHaveWaited(end.get())
                    ? CallEffects.cutOff(ConsumerWait.of(store.marks(entry.subject())))
                    : List.of();
        }
        return calls.of(entry);
    }

    /** Whoever writes the end of a call whose process died does not know its queue. */
    private static boolean mayHaveWaited(CallEnded end) {
        return end.queue().isPresent() || end.termination().cause() == Cause.SERVER_FAILURE;
    }

    /**
     * Two nodes may be at it for a moment: whoever comes second begins anew. What this one kept
     * last is mostly there still, and then need not be asked for; if it is not, nothing is swapped.
     */
    private void became(AgentId agent, AgentTime next) throws Exception {
        Optional<AgentTime> guess = Optional.ofNullable(last.get(agent));
        boolean done =
                guess.isPresent()
                        && guess.get().isBefore(next)
                        && swap(agent, Optional.of(guess.get().text()), guess, next);
        while (!done) {
            Optional<String> kept = ConsumerWait.of(store.agent(agent.value()));
            Optional<AgentTime> was = kept.flatMap(text -> states.read(agent.value(), text));
            if (was.isPresent() && !was.get().isBefore(next)) {
                again.increment();
                return;
            }
            done = swap(agent, kept, was, next);
        }
        counted.increment();
    }

    /** False if something else is kept than {@code kept}. */
    private boolean swap(
            AgentId agent, Optional<String> kept, Optional<AgentTime> was, AgentTime next)
            throws Exception {
        Instant from = was.map(AgentTime::since).orElse(next.since());
        AgentTime now = next.notBefore(from);
        List<Addition> parts =
                was.isEmpty()
                        ? List.of()
                        : was.get().until(now.since(), agent, gaps(from, now.since()));
        boolean done = ConsumerWait.of(store.swap(agent.value(), kept, now.text(), parts));
        if (done) {
            if (last.size() >= LAST_MAX) {
                last.clear();
            }
            last.put(agent, now);
        }
        return done;
    }

    private List<Gap> gaps(Instant from, Instant to) throws Exception {
        return Duration.between(from, to).compareTo(NO_GAP) < 0
                ? List.of()
                : ConsumerWait.of(store.gaps());
    }

    /** What reads the states that are kept. */
    AgentTimeReader states() {
        return states;
    }

    /** Never waits. */
    StatisticsCounts counts() {
        return new StatisticsCounts(counted.sum(), again.sum(), late.sum(), states.damaged());
    }
}
