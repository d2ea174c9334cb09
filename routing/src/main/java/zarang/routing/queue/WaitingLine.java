package zarang.routing.queue;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import zarang.call.fact.Subject;

/**
 * The callers of one queue: those who wait, in the order of service, and those who are being
 * offered to an agent and come back to their place when nothing comes of it.
 *
 * <p>The head and a place cost O(log n), and so do most changes ({@link SortedCallers}). As soon as
 * skills are asked for, by the queue or by one who waits, all stand in lanes beside the whole line
 * ({@link Lanes}).
 */
public final class WaitingLine {
    private QueueSettings settings;
    private AskedLevels asked;
    private int held;

    /** One who is in the queue. */
    private static final class Place {
        private QueueEntry entry;

        /** Whether it is in the line, not being offered. */
        private boolean stands;

        /** So many levels less are asked for it by now. */
        private int steps;

        private @Nullable Lanes lanes;

        Place(QueueEntry entry) {
            this.entry = entry;
        }
    }

    private final Map<Subject, Place> places = new HashMap<>();
    private Lane whole = wholeLane();

    /** All who stand, by the skills that they ask for, while any are asked for; else none. */
    private final Map<Map<String, Integer>, Lanes> laned = new HashMap<>();

    public WaitingLine(QueueSettings settings) {
        this.settings = settings;
        asked = new AskedLevels(settings.distribution().needs().levels());
    }

    /** A line knows at any time who is too old for tiers. */
    private static Lane wholeLane() {
        Lane lane = new Lane();
        var _ = lane.byArrival();
        return lane;
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
        asked = new AskedLevels(changed.distribution().needs().levels());
        held = places.size();
        whole = wholeLane();
        laned.clear();
        List<Place> standing = places.values().stream().filter(place -> place.stands).toList();
        for (Place place : places.values()) {
            place.entry = entry.apply(place.entry);
            place.stands = false;
            place.lanes = null;
        }
        standing.forEach(this::stand);
    }

    /** How many may be in it: the bound, or those who were there when it became lower. */
    public int allowed() {
        return Math.max(settings.size(), held);
    }

    /** Whether the bound is reached: nobody may {@link #join}. */
    public boolean isFull() {
        return places.size() >= settings.size();
    }

    public void join(QueueEntry entry) {
        if (isFull()) {
            throw new IllegalStateException("no room for " + entry.subject());
        }
        enter(entry);
    }

    /** The entry was in the queue already where another process had it: there is room for it. */
    public void carry(QueueEntry entry) {
        enter(entry);
        held = Math.max(held, places.size());
    }

    private void enter(QueueEntry entry) {
        Place place = new Place(entry);
        if (places.putIfAbsent(entry.subject(), place) != null) {
            throw new IllegalStateException("here already: " + entry.subject());
        }
        stand(place);
    }

    /** The entry is offered to an agent; it no longer stands in the line. */
    public void take(QueueEntry entry) {
        Place place = places.get(entry.subject());
        if (place != null) {
            standNoMore(place);
        }
    }

    /** Nothing came of the offer: back to the same place. */
    public void giveBack(QueueEntry entry) {
        Place place = places.get(entry.subject());
        if (place == null) {
            throw new IllegalStateException("left already: " + entry.subject());
        }
        stand(place);
    }

    /** The entry is gone, from the line or from an offer. */
    public void leave(QueueEntry entry) {
        Place place = places.remove(entry.subject());
        if (place != null) {
            standNoMore(place);
        }
    }

    /** Of one in the queue so many levels less are asked from now on than at first. */
    public void relax(QueueEntry entry, int lower) {
        Place place = places.get(entry.subject());
        if (place != null && place.steps != lower) {
            boolean inLane = place.lanes != null;
            leaveLane(place);
            place.steps = lower;
            if (inLane) {
                enterLane(place);
            }
        }
    }

    /**
     * Who is to be served next of those whom an agent may take, or {@code best}, if that one goes
     * before. O(log n) and the number of lanes, and as many more as are not {@code allowed}.
     *
     * @param skills levels that the agent has
     * @param best of another line; null: of none
     * @param allowed whether it may take one for whom it knows enough
     */
    public @Nullable QueueEntry first(
            Map<String, Integer> skills,
            @Nullable QueueEntry best,
            Predicate<QueueEntry> allowed,
            Instant now) {
        QueueEntry head = whole.head(now);
        if (!Lanes.isBetter(head, best, now)) {
            return best;
        }
        if (laned.isEmpty()) {
            QueueEntry next = whole.first(allowed, now);
            return Lanes.isBetter(next, best, now) ? next : best;
        }
        if (head != null && head.cappedAt(now)) {
            laned.values().forEach(Lanes::age);
        }
        QueueEntry first = best;
        int missing = asked.missing(skills);
        for (Lanes lanes : laned.values()) {
            if (lanes.hasBefore(first, now)) {
                first = lanes.first(skills, missing, first, allowed, now);
            }
        }
        return first;
    }

    /**
     * 1 for the one to be served next; those whose agent rings are not counted. As much work as
     * there are callers too old for tiers.
     */
    public int position(QueueEntry entry, Instant now) {
        if (entry.cappedAt(now)) {
            return whole.byArrival().before(entry) + 1;
        }
        int ahead = whole.byKey.before(entry);
        int place = 0;
        QueueEntry old = whole.byArrival().at(place);
        while (old != null && old.cappedAt(now)) {
            if (QueueEntry.BY_KEY.compare(old, entry) > 0) {
                ahead++;
            }
            old = whole.byArrival().at(++place);
        }
        return ahead + 1;
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
        Place place = places.get(old.subject());
        if (place == null) {
            throw new IllegalStateException("not here: " + old.subject());
        }
        boolean stands = place.stands;
        standNoMore(place);
        place.entry = now;
        if (stands) {
            stand(place);
        }
    }

    /** Whether the entry stands in the line, not being offered. */
    public boolean isWaiting(QueueEntry entry) {
        Place place = places.get(entry.subject());
        return place != null && place.stands && QueueEntry.BY_KEY.compare(place.entry, entry) == 0;
    }

    /** Callers who stand in the line, not being offered. */
    public int waiting() {
        return whole.byKey.size();
    }

    /** How many are in the queue, also those being offered. */
    public int size() {
        return places.size();
    }

    /** Everybody in the queue, also those being offered; no order. */
    public Collection<QueueEntry> present() {
        return places.values().stream().map(place -> place.entry).toList();
    }

    private boolean asksFor(QueueEntry entry) {
        return !entry.wants().skills().isEmpty()
                || !settings.distribution().needs().levels().isEmpty();
    }

    private void stand(Place place) {
        if (place.stands) {
            return;
        }
        place.stands = true;
        whole.add(place.entry);
        if (!laned.isEmpty()) {
            enterLane(place);
        } else if (asksFor(place.entry)) {
            places.values().stream().filter(each -> each.stands).forEach(this::enterLane);
        }
    }

    private void standNoMore(Place place) {
        if (place.stands) {
            place.stands = false;
            whole.remove(place.entry);
            leaveLane(place);
        }
    }

    /** Whether lanes are as they should be: nobody is in any, or all are in theirs. */
    public boolean isLaned() {
        List<Place> standing = places.values().stream().filter(place -> place.stands).toList();
        int inLanes = laned.values().stream().mapToInt(Lanes::size).sum();
        return standing.size() == waiting()
                && (laned.isEmpty()
                        ? standing.stream().noneMatch(place -> asksFor(place.entry))
                        : inLanes == waiting() && standing.stream().allMatch(this::isInItsLane));
    }

    private boolean isInItsLane(Place place) {
        Lanes lanes = laned.get(place.entry.wants().skills());
        return lanes != null && lanes.has(place.entry, place.steps);
    }

    private void enterLane(Place place) {
        Lanes lanes = laned.computeIfAbsent(place.entry.wants().skills(), Lanes::new);
        lanes.add(place.entry, place.steps);
        place.lanes = lanes;
    }

    private void leaveLane(Place place) {
        Lanes lanes = place.lanes;
        if (lanes != null) {
            lanes.remove(place.entry, place.steps);
            place.lanes = null;
            if (lanes.size() == 0) {
                laned.remove(lanes.skills);
            }
        }
    }
}
