package zarang.routing.dispatch;

import java.time.Duration;
import java.util.Optional;
import zarang.call.Tier;
import zarang.call.queue.QueueEvent.MoveReason;
import zarang.call.queue.QueueEvent.Outcome;
import zarang.call.queue.QueueEvent.Reprioritised;
import zarang.routing.queue.QueueEntry;
import zarang.routing.queue.WaitingLine;

/**
 * A supervisor's hand on those who wait: into another queue, or to another place. The only way in
 * which a key changes while its caller waits, but for settings that change.
 */
final class LineHand {
    private final FloorState floor;
    private final WaysOut waysOut;

    LineHand(FloorState floor, WaysOut waysOut) {
        this.floor = floor;
        this.waysOut = waysOut;
    }

    /** Why it cannot be now; {@link LineResult#DONE}: it can. */
    LineResult look(LineRequest request) {
        QueueEntry entry = floor.entries.get(request.subject());
        if (entry == null) {
            return LineResult.GONE;
        }
        if (!entry.subject().isCall()) {
            return LineResult.CALL_BACK;
        }
        if (!entry.queue().equals(request.queue())) {
            return LineResult.ELSEWHERE;
        }
        if (floor.isOffered(entry)) {
            return LineResult.RINGING;
        }
        return switch (request.wish()) {
            case LineRequest.Wish.MoveTo(var to) when to.equals(entry.queue()) ->
                    LineResult.SAME_QUEUE;
            case LineRequest.Wish.MoveTo(var to) ->
                    floor.findLine(to)
                            .map(line ->
                                    waysOut.refusal(line)
                                            .map(LineHand::refused)
                                            .orElse(LineResult.DONE))
                            .orElse(LineResult.NO_QUEUE);
            case LineRequest.Wish.Reprioritise _ -> LineResult.DONE;
        };
    }

    private static LineResult refused(Outcome why) {
        return switch (why) {
            case FULL, MAX_WAIT -> LineResult.FULL;
            case CLOSED -> LineResult.CLOSED;
            case NO_AGENTS -> LineResult.NO_AGENTS;
            case UNKNOWN_QUEUE -> LineResult.NO_QUEUE;
        };
    }

    /** Does it, if it can be. */
    void on(LineRequest request) {
        QueueEntry entry = floor.entries.get(request.subject());
        if (entry == null || look(request) != LineResult.DONE) {
            return;
        }
        switch (request.wish()) {
            case LineRequest.Wish.MoveTo(var to) ->
                    floor.findLine(to)
                            .ifPresent(line ->
                                    waysOut.move(
                                            entry,
                                            line,
                                            MoveReason.SUPERVISOR,
                                            Optional.of(request.by())));
            case LineRequest.Wish.Reprioritise(var tier, var ahead) ->
                    reprioritise(
                            entry,
                            tier.orElse(entry.tier()),
                            ahead.orElse(entry.ahead()),
                            request.by());
        }
    }

    private void reprioritise(QueueEntry old, Tier tier, Duration ahead, String by) {
        WaitingLine line = floor.line(old);
        QueueEntry entry = old.at(tier, ahead, line.settings(), floor.settings.offsets());
        line.replace(old, entry);
        floor.renew(entry);
        int place = line.position(entry, floor.now());
        floor.tell(new Reprioritised(entry.subject(), entry.queue(), tier, ahead, place, by));
        floor.waitsAt(entry, place);
    }
}
