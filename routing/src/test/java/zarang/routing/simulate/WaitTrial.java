package zarang.routing.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Supplier;
import zarang.call.Tier;
import zarang.call.fact.Subject;
import zarang.call.queue.QueueEvent;
import zarang.routing.estimate.ExpectedWait;
import zarang.routing.estimate.QueuePace;
import zarang.routing.simulate.SimulatedCall.Phase;

/**
 * Has an estimator say of every caller who must wait how long it will be, on the production
 * dispatcher, and compares that with what comes.
 */
final class WaitTrial {
    private static final Instant START = Instant.EPOCH;
    private static final double NANOS = 1e9;

    /** Somebody who says how long a caller will wait. */
    interface Estimator {
        /** A caller must wait, at that place. */
        Optional<ExpectedWait> joined(Subject caller, Tier tier, int place, Instant now);

        void answered(Subject caller, Tier tier, Duration waited, Instant now);

        void gone(Subject caller);
    }

    /** The one that the floor has. */
    static Supplier<Estimator> pace(int agents) {
        return () ->
                new Estimator() {
                    private final QueuePace pace = new QueuePace();

                    @Override
                    public Optional<ExpectedWait> joined(
                            Subject caller, Tier tier, int place, Instant now) {
                        pace.waits(caller, tier, place, agents, now);
                        return pace.expected(tier, place, agents, now);
                    }

                    @Override
                    public void answered(Subject caller, Tier tier, Duration wait, Instant now) {
                        pace.answered(caller, agents, now);
                    }

                    @Override
                    public void gone(Subject caller) {
                        pace.forget(caller);
                    }
                };
    }

    /** As long as the last caller of the tier waited who had to (LES). */
    static Supplier<Estimator> last() {
        return () ->
                new Estimator() {
                    private final Map<Tier, Duration> last = new HashMap<>();

                    @Override
                    public Optional<ExpectedWait> joined(
                            Subject caller, Tier tier, int place, Instant now) {
                        return Optional.ofNullable(last.get(tier))
                                .map(wait -> new ExpectedWait(wait, wait.multipliedBy(2)));
                    }

                    @Override
                    public void answered(Subject caller, Tier tier, Duration wait, Instant now) {
                        last.put(tier, wait);
                    }

                    @Override
                    public void gone(Subject caller) {}
                };
    }

    /**
     * As the formula has it that knows handling time and agents, and neither tiers nor patience.
     */
    static Supplier<Estimator> textbook(int agents, Duration handling) {
        return () ->
                new Estimator() {
                    @Override
                    public Optional<ExpectedWait> joined(
                            Subject caller, Tier tier, int place, Instant now) {
                        Duration mean = handling.multipliedBy(place).dividedBy(agents);
                        return Optional.of(new ExpectedWait(mean, mean.multipliedBy(2)));
                    }

                    @Override
                    public void answered(Subject caller, Tier tier, Duration wait, Instant now) {}

                    @Override
                    public void gone(Subject caller) {}
                };
    }

    /**
     * What came of it.
     *
     * @param known of the callers who waited and were answered, how many had an estimate; 0 to 1
     * @param medianS of how far off it was, either way
     * @param relative the same, as a part of the mean wait
     * @param covered answered by the time that was called likely; 0 to 1
     * @param inBand answered before the end of the band that would have been told; 0 to 1
     */
    record Errors(
            long calls,
            double meanWaitS,
            double known,
            double medianS,
            double relative,
            double covered,
            double inBand) {
        @Override
        public String toString() {
            return "%7d waited %6.1f s | known %.3f | median error %6.1f s = %.2f of the wait |"
                            .formatted(calls, meanWaitS, known, medianS, relative)
                    + " in P90 %.3f, in band %.3f".formatted(covered, inBand);
        }
    }

    private record Due(Instant at, long order, boolean ends, SimulatedCall call) {}

    private final SimulationPlan plan;
    private final Estimator estimator;
    private final SimulatedFloor floor;
    private final CallStream stream;
    private final Map<Subject, SimulatedCall> calls = new HashMap<>();
    private final Map<Subject, Integer> places = new HashMap<>();
    private final Map<Subject, Optional<ExpectedWait>> said = new HashMap<>();
    private final PriorityQueue<Due> agenda =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::order));
    private final List<Double> errors = new ArrayList<>();
    private double waitedS;
    private long waited;
    private long covered;
    private long inBand;
    private long order;
    private Instant now = START;

    private WaitTrial(SimulationPlan plan, Estimator estimator, long seed) {
        this.plan = plan;
        this.estimator = estimator;
        floor = new SimulatedFloor(plan, seed, START, this::told);
        stream = new CallStream(plan, seed, START);
    }

    /** Over all seeds of the plan. */
    static Errors of(SimulationPlan plan, Supplier<Estimator> estimator) {
        List<WaitTrial> trials = new ArrayList<>();
        for (int seed = 1; seed <= plan.time().seeds(); seed++) {
            WaitTrial trial = new WaitTrial(plan, estimator.get(), seed);
            trial.run();
            trials.add(trial);
        }
        long waited = trials.stream().mapToLong(trial -> trial.waited).sum();
        double[] errors =
                trials.stream()
                        .flatMap(t -> t.errors.stream())
                        .mapToDouble(e -> e)
                        .sorted()
                        .toArray();
        double mean = trials.stream().mapToDouble(trial -> trial.waitedS).sum() / waited;
        double median = errors[errors.length / 2];
        double known = errors.length;
        return new Errors(
                waited,
                mean,
                known / waited,
                median,
                median / mean,
                trials.stream().mapToLong(trial -> trial.covered).sum() / known,
                trials.stream().mapToLong(trial -> trial.inBand).sum() / known);
    }

    private void run() {
        Instant end = START.plus(plan.time().warmUp()).plus(plan.time().measured());
        SimulatedCall next = stream.next();
        while (next.arrivedAt.isBefore(end) || !agenda.isEmpty()) {
            Due due = agenda.peek();
            if (next.arrivedAt.isBefore(end)
                    && (due == null || next.arrivedAt.isBefore(due.at()))) {
                advance(next.arrivedAt);
                arrives(next);
                next = stream.next();
            } else if (due != null) {
                advance(due.at());
                agenda.remove(due);
                happens(due);
            } else {
                break;
            }
        }
    }

    private void advance(Instant to) {
        var due = floor.nextDue();
        while (due.isPresent() && due.get().isBefore(to)) {
            now = due.get();
            floor.timePassed(now);
            due = floor.nextDue();
        }
        now = to;
    }

    private void arrives(SimulatedCall call) {
        calls.put(call.subject, call);
        floor.join(call, now);
        answerIfOffered(call);
        if (call.phase == Phase.WAITING) {
            said.put(
                    call.subject,
                    estimator.joined(
                            call.subject, tier(call), places.getOrDefault(call.subject, 0), now));
            if (call.patience < Long.MAX_VALUE) {
                agenda.add(new Due(now.plusNanos(call.patience), order++, false, call));
            }
        }
    }

    private Tier tier(SimulatedCall call) {
        return plan.demand().names().get(call.rank);
    }

    private void happens(Due due) {
        SimulatedCall call = due.call();
        if (due.ends()) {
            call.phase = Phase.OVER;
            floor.talkEnded(call, now);
            List.copyOf(calls.values()).forEach(this::answerIfOffered);
        } else if (call.phase == Phase.WAITING) {
            call.phase = Phase.OVER;
            estimator.gone(call.subject);
            calls.remove(call.subject);
            floor.hungUp(call, now);
        }
    }

    private void answerIfOffered(SimulatedCall call) {
        if (call.phase != Phase.RINGING) {
            return;
        }
        call.phase = Phase.TALKING;
        calls.remove(call.subject);
        agenda.add(new Due(now.plusNanos(call.handling), order++, true, call));
        Optional<ExpectedWait> estimate = said.remove(call.subject);
        if (estimate != null) {
            compare(call, estimate);
        }
        floor.answered(call, now);
    }

    private void compare(SimulatedCall call, Optional<ExpectedWait> estimate) {
        Duration wait = Duration.between(call.arrivedAt, now);
        estimator.answered(call.subject, tier(call), wait, now);
        if (call.arrivedAt.isBefore(START.plus(plan.time().warmUp()))) {
            return;
        }
        waited++;
        waitedS += wait.toNanos() / NANOS;
        estimate.ifPresent(guess -> {
            errors.add(Math.abs(wait.minus(guess.expected()).toNanos() / NANOS));
            covered += wait.compareTo(guess.likely()) <= 0 ? 1 : 0;
            inBand +=
                    guess.band().toMinutes().stream()
                                    .allMatch(to -> wait.compareTo(Duration.ofMinutes(to)) <= 0)
                            ? 1
                            : 0;
        });
    }

    private void told(QueueEvent event) {
        SimulatedCall call = calls.get(event.subject());
        if (call == null) {
            return;
        }
        if (event instanceof QueueEvent.Joined joined) {
            places.put(joined.subject(), joined.position());
        } else if (event instanceof QueueEvent.Offered offered) {
            call.phase = Phase.RINGING;
            call.offer = offered;
        }
    }
}
