package zarang.routing.queue;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import zarang.call.fact.Subject;

/**
 * The callers of one queue: those who wait, in the order of service, and those who are being
 * offered to an agent and come back to their place when nothing comes of it.
 *
 * <p>Every change and the head cost O(log n). As soon as skills are asked for, by the queue or by
 * one who waits, callers of whom the same is asked stand in a lane of their own beside the whole
 * line: an agent can take all of a lane or none, and looks at heads alone.
 */
public final class WaitingLine {
    private QueueSettings settings;
    private int held;

    /** What is asked of the agent for one who waits: {@code steps} lower than at first. */
    private record Asked(Map<String, Integer> skills, int steps) {}

    private final Map<Subject, QueueEntry> present = new HashMap<>();
    private final Lane whole = new Lane();

    /** Of those for whom less is asked by now, how many levels. */
    private final Map<Subject, Integer> steps = new HashMap<>();

    /** All who stand, while skills are asked for; else none. */
    private final Map<Asked, Lane> lanes = new HashMap<>();

    public WaitingLine(QueueSettings settings) {
        this.settings = settings;
    }

    public QueueSettings settings() {
        return settings;
    }

    /**
     * Sets the queue otherwise and gives everybody in it the place that follows from that. Whoever
     * is in it stays, also above a bound that is lower now.
     *
     * @param entry gives each its new place
     */
    public void change(QueueSettings changed, UnaryOperator<QueueEntry> entry) {
        settings = changed;
        held = present.size();
        Set<QueueEntry> standing = Set.copyOf(whole.byKey);
        whole.clear();
        lanes.clear();
        for (QueueEntry old : List.copyOf(present.values())) {
            QueueEntry now = entry.apply(old);
            present.put(now.subject(), now);
            if (standing.contains(old)) {
                stand(now);
            }
        }
    }

    /** How many may be in it: the bound, or those who were there when it became lower. */
    public int allowed() {
        return Math.max(settings.size(), held);
    }

    /** Whether the bound is reached: nobody may {@link #join}. */
    public boolean isFull() {
        return present.size() >= settings.size();
    }

    public void join(QueueEntry entry) {
        if (isFull() || present.putIfAbsent(entry.subject(), entry) != null) {
            throw new IllegalStateException("no room for " + entry.subject());
        }
        stand(entry);
    }

    /** The entry was in the queue already where another process had it: there is room for it. */
    public void carry(QueueEntry entry) {
        if (present.putIfAbsent(entry.subject(), entry) != null) {
            throw new IllegalStateException("here already: " + entry.subject());
        }
        held = Math.max(held, present.size());
        stand(entry);
    }

    /** The entry is offered to an agent; it no longer stands in the line. */
    public void take(QueueEntry entry) {
        if (whole.remove(entry) && !lanes.isEmpty()) {
            leaveLane(entry);
        }
    }

    /** Nothing came of the offer: back to the same place. */
    public void giveBack(QueueEntry entry) {
        if (!present.containsKey(entry.subject())) {
            throw new IllegalStateException("left already: " + entry.subject());
        }
        stand(entry);
    }

    /** The entry is gone, from the line or from an offer. */
    public void leave(QueueEntry entry) {
        take(entry);
        present.remove(entry.subject());
        steps.remove(entry.subject());
    }

    /** Of one in the queue so many levels less are asked from now on than at first. */
    public void relax(QueueEntry entry, int lower) {
        if (steps.getOrDefault(entry.subject(), 0) == lower) {
            return;
        }
        boolean laned = isWaiting(entry) && !lanes.isEmpty();
        if (laned) {
            leaveLane(entry);
        }
        steps.put(entry.subject(), lower);
        if (laned) {
            enterLane(entry);
        }
    }

    /**
     * Who is to be served next of those whom an agent may take. O(log n) and the number of lanes,
     * and as many more as are not {@code allowed}.
     *
     * @param skills levels that the agent has
     * @param allowed whether it may take one for whom it knows enough
     */
    public Optional<QueueEntry> first(
            Map<String, Integer> skills, Predicate<QueueEntry> allowed, Instant now) {
        if (lanes.isEmpty()) {
            return Optional.ofNullable(whole.first(allowed, now));
        }
        QueueEntry best = null;
        for (Map.Entry<Asked, Lane> each : lanes.entrySet()) {
            Lane lane = each.getValue();
            if (isBetter(lane.head(now), best, now) && knowsEnough(skills, each.getKey())) {
                QueueEntry next = lane.first(allowed, now);
                best = isBetter(next, best, now) ? next : best;
            }
        }
        return Optional.ofNullable(best);
    }

    private static boolean isBetter(
            @Nullable QueueEntry next, @Nullable QueueEntry best, Instant now) {
        return next != null && (best == null || next.goesBefore(best, now));
    }

    private boolean knowsEnough(Map<String, Integer> skills, Asked asked) {
        return settings.distribution().needs().isMet(skills, asked.skills(), asked.steps());
    }

    /**
     * 1 for the one to be served next; those whose agent rings are not counted. As much work as
     * there are callers on the nearer side of the entry, or too old for tiers.
     */
    public int position(QueueEntry entry, Instant now) {
        if (entry.cappedAt(now)) {
            return before(whole.byArrival, entry) + 1;
        }
        int ahead = before(whole.byKey, entry);
        for (QueueEntry old : whole.byArrival) {
            if (!old.cappedAt(now)) {
                break;
            }
            if (QueueEntry.BY_KEY.compare(old, entry) > 0) {
                ahead++;
            }
        }
        return ahead + 1;
    }

    /** How many stand before it. Most who join stand near an end, so it is sought from both. */
    private static int before(NavigableSet<QueueEntry> sorted, QueueEntry entry) {
        if (!sorted.contains(entry)) {
            return sorted.headSet(entry, false).size();
        }
        Iterator<QueueEntry> up = sorted.iterator();
        Iterator<QueueEntry> down = sorted.descendingIterator();
        int passed = 0;
        while (up.next().arrival() != entry.arrival()) {
            if (down.next().arrival() == entry.arrival()) {
                return sorted.size() - 1 - passed;
            }
            passed++;
        }
        return passed;
    }

    /**
     * Those who stand in the line, not being offered, in the order of service. The line must stay
     * as it is while they are gone through.
     */
    public Stream<QueueEntry> inOrder(Instant now) {
        return Stream.iterate(
                        Optional.ofNullable(whole.head(now)),
                        Optional::isPresent,
                        entry -> entry.map(one -> whole.after(one, now)))
                .map(Optional::orElseThrow);
    }

    /** The same one is at another place, whether it stands in the line or is being offered. */
    public void replace(QueueEntry old, QueueEntry now) {
        boolean stands = isWaiting(old);
        take(old);
        present.put(now.subject(), now);
        if (stands) {
            stand(now);
        }
    }

    /** Whether the entry stands in the line, not being offered. */
    public boolean isWaiting(QueueEntry entry) {
        return whole.byKey.contains(entry);
    }

    /** Callers who stand in the line, not being offered. */
    public int waiting() {
        return whole.byKey.size();
    }

    /** Everybody in the queue, also those being offered; no order. */
    public Collection<QueueEntry> present() {
        return Collections.unmodifiableCollection(present.values());
    }

    private boolean asksFor(QueueEntry entry) {
        return !entry.wants().skills().isEmpty()
                || !settings.distribution().needs().levels().isEmpty();
    }

    private void stand(QueueEntry entry) {
        if (!whole.add(entry)) {
            return;
        }
        if (!lanes.isEmpty()) {
            enterLane(entry);
        } else if (asksFor(entry)) {
            whole.byKey.forEach(this::enterLane);
        }
    }

    /** Whether lanes are as they should be: nobody is in any, or all are in theirs. */
    public boolean isLaned() {
        long held = lanes.values().stream().mapToLong(lane -> lane.byKey.size()).sum();
        return lanes.isEmpty()
                ? whole.byKey.stream().noneMatch(this::asksFor)
                : held == waiting()
                        && whole.byKey.stream()
                                .allMatch(entry -> laneOf(entry).byKey.contains(entry));
    }

    private Lane laneOf(QueueEntry entry) {
        return lanes.getOrDefault(asked(entry), new Lane());
    }

    private void enterLane(QueueEntry entry) {
        lanes.computeIfAbsent(asked(entry), _ -> new Lane()).add(entry);
    }

    private void leaveLane(QueueEntry entry) {
        lanes.computeIfPresent(
                asked(entry), (_, lane) -> lane.remove(entry) && lane.isEmpty() ? null : lane);
    }

    private Asked asked(QueueEntry entry) {
        return new Asked(entry.wants().skills(), steps.getOrDefault(entry.subject(), 0));
    }
}
