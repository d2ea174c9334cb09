package zarang.routing.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import zarang.call.fact.Subject;
import zarang.call.queue.QueueEvent;
import zarang.routing.simulate.SimulatedCall.Phase;

/**
 * One seed: goes from one thing that happens to the next, on a clock of its own. One thread, no
 * I/O; the same plan and seed give the same figures.
 */
final class SimulationRun {
    private static final Instant START = Instant.EPOCH;
    private static final Duration AFTER_MAX = Duration.ofHours(1);
    private static final double NANOS = 1e9;

    /** What happens to a call. */
    private enum What {
        ANSWERS,
        ENDS,
        HANGS_UP
    }

    private record Happening(Instant at, long order, What what, SimulatedCall call) {}

    private final ShiftPlan shift;
    private final Instant from;
    private final Instant end;
    private final Instant closes;
    private final CallStream stream;
    private final SimulatedFloor floor;
    private final List<TierTally> tiers = new ArrayList<>();
    private final List<TierTally> kinds = new ArrayList<>();
    private final TierTally all;
    private final Map<Subject, SimulatedCall> calls = new HashMap<>();
    private final PriorityQueue<Happening> agenda =
            new PriorityQueue<>(
                    Comparator.comparing(Happening::at).thenComparingLong(Happening::order));
    private Instant now = START;
    private long order;
    private int countedWaiting;
    private double busy;
    private final double[] busyOf;

    SimulationRun(SimulationPlan plan, long seed) {
        shift = plan.shift();
        from = START.plus(plan.time().warmUp());
        end = from.plus(plan.time().measured());
        closes = plan.time().warmUp().isZero() ? end : end.plus(AFTER_MAX);
        stream = new CallStream(plan, seed, START);
        floor = new SimulatedFloor(plan, seed, START, this::told);
        all = tally();
        plan.demand().tiers().forEach(tier -> tiers.add(tally()));
        plan.skills().callers().forEach(kind -> kinds.add(tally()));
        busyOf = new double[shift.agents()];
    }

    private TierTally tally() {
        return new TierTally(shift.serviceTarget(), shift.shortAbandon());
    }

    /** Runs until all who are counted have been served or are gone. */
    SeedResult run() {
        SimulatedCall next = stream.next();
        while (next.arrivedAt.isBefore(end) || countedWaiting > 0) {
            Happening first = agenda.peek();
            boolean comes =
                    next.arrivedAt.isBefore(closes)
                            && (first == null || next.arrivedAt.isBefore(first.at()));
            if (!comes && first == null) {
                break; // the doors are closed, and nobody is left whom anything happens to
            }
            advance(comes || first == null ? next.arrivedAt : first.at());
            if (comes) {
                arrives(next);
                next = stream.next();
            } else if (first != null) {
                agenda.remove(first);
                happens(first);
            }
        }
        double counted = seconds(from, end);
        return new SeedResult(
                all,
                tiers,
                kinds,
                busy / shift.agents() / counted,
                Arrays.stream(busyOf).map(each -> each / counted).boxed().toList());
    }

    /** What falls due on the floor before then comes first. */
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
        if (isCounted(call)) {
            countedWaiting++;
        }
        floor.join(call, now);
        boolean waits = call.phase == Phase.WAITING;
        count(call, tally -> tally.offered(!waits));
        if (call.phase != Phase.TALKING && call.patience < Long.MAX_VALUE) {
            plan(What.HANGS_UP, call, call.patience);
        }
    }

    private void happens(Happening happening) {
        SimulatedCall call = happening.call();
        switch (happening.what()) {
            case ANSWERS -> {
                if (call.phase == Phase.RINGING) {
                    talk(call);
                }
            }
            case ENDS -> {
                over(call);
                floor.talkEnded(call, now);
            }
            case HANGS_UP -> {
                if (call.phase == Phase.WAITING || call.phase == Phase.RINGING) {
                    countedWaiting -= isCounted(call) ? 1 : 0;
                    count(call, tally -> tally.abandoned(waited(call)));
                    over(call);
                    floor.hungUp(call, now);
                }
            }
        }
    }

    private void told(QueueEvent event) {
        SimulatedCall call = calls.get(event.subject());
        if (call == null) {
            return;
        }
        switch (event) {
            case QueueEvent.Joined _,
                    QueueEvent.Placed _,
                    QueueEvent.Moved _,
                    QueueEvent.Reprioritised _ -> {}
            case QueueEvent.Offered offered -> {
                call.phase = Phase.RINGING;
                call.offer = offered;
                plan(What.ANSWERS, call, shift.ring().toNanos());
            }
            case QueueEvent.OfferRevoked _ -> call.phase = Phase.WAITING;
            case QueueEvent.Over _ -> {
                countedWaiting -= isCounted(call) ? 1 : 0;
                over(call);
            }
        }
    }

    private void talk(SimulatedCall call) {
        call.phase = Phase.TALKING;
        floor.answered(call, now);
        plan(What.ENDS, call, call.handling);
        double handling = seconds(later(now, from), sooner(now.plusNanos(call.handling), end));
        busy += handling;
        busyOf[floor.number(call.offer().agent())] += handling;
        countedWaiting -= isCounted(call) ? 1 : 0;
        count(call, tally -> tally.answered(waited(call)));
    }

    private void count(SimulatedCall call, Consumer<TierTally> what) {
        if (isCounted(call)) {
            what.accept(all);
            what.accept(tiers.get(call.rank));
            what.accept(kinds.get(call.kind));
        }
    }

    private void over(SimulatedCall call) {
        call.phase = Phase.OVER;
        calls.remove(call.subject);
    }

    private boolean isCounted(SimulatedCall call) {
        return !call.arrivedAt.isBefore(from) && call.arrivedAt.isBefore(end);
    }

    private void plan(What what, SimulatedCall call, long afterNanos) {
        agenda.add(new Happening(now.plusNanos(afterNanos), order++, what, call));
    }

    private double waited(SimulatedCall call) {
        return seconds(call.arrivedAt, now);
    }

    private static double seconds(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toNanos() / NANOS);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant sooner(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
