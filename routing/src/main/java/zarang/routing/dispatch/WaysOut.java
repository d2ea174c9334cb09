package zarang.routing.dispatch;

import java.util.List;
import java.util.Optional;
import zarang.call.fact.Subject;
import zarang.call.queue.QueueCommand.Join;
import zarang.call.queue.QueueEvent.MoveReason;
import zarang.call.queue.QueueEvent.Moved;
import zarang.call.queue.QueueEvent.Outcome;
import zarang.call.queue.QueueEvent.Over;
import zarang.routing.queue.QueueEntry;
import zarang.routing.queue.QueueSettings;
import zarang.routing.queue.WaitingLine;

/**
 * What becomes of a caller whom a queue does not let in, or lets wait no more: it waits in the
 * queue that takes those, or in the one that takes the callers of that, and if none lets it in it
 * goes back to its script. Rules of queues lead in no circle ({@link FloorSettings}).
 */
final class WaysOut {
    private final FloorState floor;
    private final Matching matching;

    WaysOut(FloorState floor, Matching matching) {
        this.floor = floor;
        this.matching = matching;
    }

    /** Why nobody may join; empty: one more may. */
    Optional<Outcome> refusal(WaitingLine line) {
        return refusal(line, false);
    }

    /**
     * The same of somebody.
     *
     * @param again it had been let in, and lost whom it talked with
     */
    Optional<Outcome> refusal(WaitingLine line, boolean again) {
        QueueSettings queue = line.settings();
        if (!queue.intake().open() && (!again || queue.intake().isCleared())) {
            return Optional.of(Outcome.CLOSED);
        }
        boolean someone = floor.roster.atWork(queue.name()) > 0;
        boolean ever = queue.joinWhenEmpty() && floor.roster.isServed(queue.name());
        if (!someone && !ever) {
            return Optional.of(Outcome.NO_AGENTS);
        }
        return line.isFull() && !again ? Optional.of(Outcome.FULL) : Optional.empty();
    }

    /** One who was not let in. */
    void turnedAway(Join join, WaitingLine line, Outcome why) {
        Optional<WaitingLine> other = instead(join.subject(), line, why);
        if (other.isEmpty()) {
            floor.tally(join.subject(), join.queue()).over(why);
            floor.tell(new Over(join.subject(), why));
            return;
        }
        moved(line, enter(entry(join, other.get()), other.get()), reason(why), Optional.empty());
    }

    private QueueEntry entry(Join join, WaitingLine line) {
        QueueSettings queue = line.settings();
        return QueueEntry.of(
                        join.subject(),
                        join.tier(),
                        join.enqueuedAt(),
                        queue,
                        floor.settings.offsets(),
                        floor.now(),
                        floor.nextArrival())
                .at(join.tier(), join.ahead(), queue, floor.settings.offsets())
                .wanting(join.wants());
    }

    /** One who joins, and whom the line has room for, or had. */
    QueueEntry enter(Join join, WaitingLine line) {
        QueueEntry entry = entry(join, line);
        if (join.again()) {
            line.carry(entry);
        } else {
            line.join(entry);
        }
        return entered(entry);
    }

    private QueueEntry enter(QueueEntry entry, WaitingLine line) {
        line.join(entry);
        return entered(entry);
    }

    private QueueEntry entered(QueueEntry entry) {
        floor.entries.put(entry.subject(), entry);
        floor.setDeadlines(entry);
        floor.tally(entry).joined();
        return entry;
    }

    /** One who stands in the line is let wait no more. */
    void over(QueueEntry entry, Outcome why) {
        Optional<WaitingLine> other = instead(entry.subject(), floor.line(entry), why);
        if (other.isPresent()) {
            move(entry, other.get(), reason(why), Optional.empty());
            return;
        }
        floor.tally(entry).over(why);
        floor.forget(entry);
        floor.tell(new Over(entry.subject(), why));
    }

    /**
     * One who stands in a line waits in another from now on.
     *
     * @param by who wants it; empty: a rule
     */
    void move(QueueEntry entry, WaitingLine to, MoveReason why, Optional<String> by) {
        WaitingLine from = floor.line(entry);
        floor.forget(entry);
        moved(
                from,
                enter(entry.in(to.settings(), floor.settings.offsets(), floor.now()), to),
                why,
                by);
    }

    private void moved(WaitingLine from, QueueEntry entry, MoveReason why, Optional<String> by) {
        floor.tally(from.settings().name()).moved(why);
        int place = floor.line(entry).position(entry, floor.now());
        floor.tell(
                new Moved(entry.subject(), from.settings().name(), entry.queue(), place, why, by));
        matching.forEntry(entry);
        floor.waitsAt(entry, place);
    }

    /** Nobody waits in a queue that is closed and cleared. */
    void sendOff() {
        if (floor.held) {
            return;
        }
        for (WaitingLine line : List.copyOf(floor.lines().values())) {
            if (line.settings().intake().isCleared()) {
                for (QueueEntry entry : line.inOrder(floor.now()).toList()) {
                    if (floor.isOffered(entry)) {
                        floor.stand(entry);
                    } else {
                        over(entry, Outcome.CLOSED);
                    }
                }
            }
        }
    }

    /** Which line takes those whom {@code line} sends away; a call-back is its own queue's. */
    private Optional<WaitingLine> instead(Subject who, WaitingLine line, Outcome why) {
        Optional<WaitingLine> next = who.isCall() ? after(line, why) : Optional.empty();
        while (next.isPresent()) {
            Optional<Outcome> refusal = refusal(next.get());
            if (refusal.isEmpty()) {
                return next;
            }
            next = after(next.get(), refusal.get());
        }
        return next;
    }

    private Optional<WaitingLine> after(WaitingLine line, Outcome why) {
        return line.settings().intake().overflow(reason(why)).flatMap(floor::findLine);
    }

    private static MoveReason reason(Outcome why) {
        return switch (why) {
            case FULL -> MoveReason.FULL;
            case MAX_WAIT -> MoveReason.MAX_WAIT;
            case NO_AGENTS -> MoveReason.NO_AGENTS;
            case CLOSED -> MoveReason.CLOSED;
            case UNKNOWN_QUEUE -> throw new IllegalArgumentException("there is no such queue");
        };
    }
}
