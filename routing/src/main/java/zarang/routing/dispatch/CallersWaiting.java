package zarang.routing.dispatch;

import java.util.Optional;
import zarang.call.queue.QueueCommand.AskPlace;
import zarang.call.queue.QueueCommand.Join;
import zarang.call.queue.QueueCommand.Leave;
import zarang.call.queue.QueueEvent.Joined;
import zarang.call.queue.QueueEvent.Outcome;
import zarang.call.queue.QueueEvent.Over;
import zarang.call.queue.QueueEvent.Placed;
import zarang.routing.dispatch.Offer.Phase;
import zarang.routing.estimate.ExpectedWait;
import zarang.routing.queue.QueueEntry;
import zarang.routing.queue.WaitingLine;

/** A caller joins, waits, waits too long, leaves. */
final class CallersWaiting {
    private final FloorState floor;
    private final Matching matching;
    private final Offering offering;
    private final Engagements engagements;
    private final WaysOut waysOut;

    CallersWaiting(
            FloorState floor,
            Matching matching,
            Offering offering,
            Engagements engagements,
            WaysOut waysOut) {
        this.floor = floor;
        this.matching = matching;
        this.offering = offering;
        this.engagements = engagements;
        this.waysOut = waysOut;
    }

    /** A call joins once. A repeated join is told its place; a join elsewhere is a move. */
    void join(Join join) {
        floor.offers.of(join.subject()).stream()
                .filter(offer -> offer.phase() == Phase.TALKING)
                .forEach(offering::talkEnded);
        QueueEntry old = floor.entries.get(join.subject());
        if (old != null && old.queue().equals(join.queue())) {
            QueueEntry entry = older(old, join);
            int place = tellPlace(entry);
            if (!entry.equals(old)) {
                floor.waitsAt(entry, place);
            }
            return;
        }
        if (old != null) {
            gone(old);
        }
        Optional<WaitingLine> line = floor.findLine(join.queue());
        if (line.isEmpty()) {
            floor.tell(new Over(join.subject(), Outcome.UNKNOWN_QUEUE));
            return;
        }
        Optional<Outcome> refusal = waysOut.refusal(line.get(), join.again());
        if (refusal.isPresent()) {
            waysOut.turnedAway(join, line.get(), refusal.get());
            return;
        }
        QueueEntry entry = waysOut.enter(join, line.get());
        int place = tellPlace(entry);
        matching.forEntry(entry);
        floor.waitsAt(entry, place);
    }

    /** One for whom an agent rings is told nothing, and nobody while it is not decided here. */
    void tellPlace(AskPlace ask) {
        QueueEntry entry = floor.entries.get(ask.subject());
        if (entry == null || floor.held || floor.isOffered(entry)) {
            return;
        }
        int place = floor.line(entry).position(entry, floor.now());
        floor.tell(
                new Placed(
                        entry.subject(),
                        entry.queue(),
                        place,
                        floor.paces.expected(entry, place, floor.now()).map(ExpectedWait::band)));
    }

    /** One who joins again and had come earlier than it was known to is put where that leads. */
    private QueueEntry older(QueueEntry old, Join join) {
        if (!join.enqueuedAt().isBefore(old.enqueuedAt())) {
            return old;
        }
        WaitingLine line = floor.line(old);
        QueueEntry entry = old.since(join.enqueuedAt(), line.settings(), floor.settings.offsets());
        line.replace(old, entry);
        floor.renew(entry);
        return entry;
    }

    private int tellPlace(QueueEntry entry) {
        int place = floor.line(entry).position(entry, floor.now());
        floor.tell(new Joined(entry.subject(), entry.queue(), place));
        return place;
    }

    /** The caller is gone, whatever was going on. A talk without its caller is over. */
    void leave(Leave leave) {
        QueueEntry entry = floor.entries.get(leave.subject());
        if (entry != null) {
            floor.tally(entry).left(entry, leave.reason(), floor.now());
            gone(entry);
            return;
        }
        if (engagements.over(leave.subject())) {
            return;
        }
        floor.offers.of(leave.subject()).stream()
                .findFirst()
                .ifPresentOrElse(offering::talkEnded, floor.tally::staleCommand);
    }

    private void gone(QueueEntry entry) {
        floor.forget(entry);
        offering.withdraw(floor.offers.of(entry.subject()));
    }

    /**
     * The caller has waited so long that less is asked of who takes it: it is matched once that is
     * known of all who have waited so long at this moment, as they go in line.
     */
    void relaxed(QueueEntry entry) {
        floor.setNextStep(entry);
        floor.kept.free(entry);
    }

    /** An agent's phone that rings now is let ring; {@link Offering} looks again after it. */
    void waitedOut(QueueEntry entry) {
        if (floor.isOffered(entry)) {
            floor.stand(entry);
        } else {
            waysOut.over(entry, Outcome.MAX_WAIT);
        }
    }
}
