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
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import zarang.call.fact.Subject;
import zarang.call.queue.CallerWants;

/**
 * The callers of one queue: those who wait, in the order of service, and those who are being
 * offered to an agent and come back to their place when nothing comes of it.
 *
 * <p>Every change and the head cost O(log n). Sorted twice, because the hard cap serves by age and
 * everything else by key.
 */
public final class WaitingLine {
    private QueueSettings settings;
    private int held;

    /** Of those who stand in the line. */
    private int wanting;

    private final Map<Subject, QueueEntry> present = new HashMap<>();
    private final NavigableSet<QueueEntry> byKey = new TreeSet<>(QueueEntry.BY_KEY);
    private final NavigableSet<QueueEntry> byArrival = new TreeSet<>(QueueEntry.BY_ARRIVAL);

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
        Set<QueueEntry> standing = Set.copyOf(byKey);
        byKey.clear();
        byArrival.clear();
        wanting = 0;
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
        if (byKey.remove(entry) && isWanting(entry)) {
            wanting--;
        }
        byArrival.remove(entry);
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
    }

    /** Who is to be served next. */
    public Optional<QueueEntry> head(Instant now) {
        if (byArrival.isEmpty()) {
            return Optional.empty();
        }
        QueueEntry oldest = byArrival.first();
        return Optional.of(oldest.cappedAt(now) ? oldest : byKey.first());
    }

    /** Who is to be served after {@code entry}, which stands in the line. */
    public Optional<QueueEntry> after(QueueEntry entry, Instant now) {
        if (entry.cappedAt(now)) {
            QueueEntry older = byArrival.higher(entry);
            return older != null && older.cappedAt(now)
                    ? Optional.of(older)
                    : notCapped(byKey.isEmpty() ? null : byKey.first(), now);
        }
        return notCapped(byKey.higher(entry), now);
    }

    private Optional<QueueEntry> notCapped(@Nullable QueueEntry from, Instant now) {
        QueueEntry entry = from;
        while (entry != null && entry.cappedAt(now)) {
            entry = byKey.higher(entry);
        }
        return Optional.ofNullable(entry);
    }

    /**
     * 1 for the one to be served next; those whose agent rings are not counted. As much work as
     * there are callers on the nearer side of the entry, or too old for tiers.
     */
    public int position(QueueEntry entry, Instant now) {
        if (entry.cappedAt(now)) {
            return before(byArrival, entry) + 1;
        }
        int ahead = before(byKey, entry);
        for (QueueEntry old : byArrival) {
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
                        head(now), Optional::isPresent, entry -> after(entry.orElseThrow(), now))
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
        return byKey.contains(entry);
    }

    /** Callers who stand in the line, not being offered. */
    public int waiting() {
        return byKey.size();
    }

    /** Everybody in the queue, also those being offered; no order. */
    public Collection<QueueEntry> present() {
        return Collections.unmodifiableCollection(present.values());
    }

    private static boolean isWanting(QueueEntry entry) {
        return !entry.wants().equals(CallerWants.NOTHING);
    }

    /** Whether all who stand in the line want the same of an agent: what the queue asks for. */
    public boolean isUniform() {
        return wanting == 0;
    }

    private void stand(QueueEntry entry) {
        if (byKey.add(entry) && isWanting(entry)) {
            wanting++;
        }
        byArrival.add(entry);
    }
}
