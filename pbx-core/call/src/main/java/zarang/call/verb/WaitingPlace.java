package zarang.call.verb;

import java.time.Duration;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.fact.CallerWait;
import zarang.call.fact.QueueJoined;
import zarang.call.fact.QueueRegained;
import zarang.call.fact.QueueReprioritised;
import zarang.call.fact.Subject;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueCommand.LeaveReason;
import zarang.call.queue.QueueEvent;
import zarang.call.script.ScriptCommand;

/** Where a caller who waits stands, as the floor and the journal hear it. Control loop. */
final class WaitingPlace {
    private final CallState call;
    private final ScriptCommand.JoinQueue wish;

    /** It may have been moved. */
    private QueueName queue;

    /** Whether the queue has let the caller in, this time. */
    private boolean given;

    /** Whether it is in the queue once more, since it lost whom it talked with. */
    private boolean again;

    WaitingPlace(CallState call, ScriptCommand.JoinQueue wish) {
        this.call = call;
        this.wish = wish;
        queue = wish.queue();
    }

    /** Where the caller waits now. */
    QueueName queue() {
        return queue;
    }

    boolean isIn(QueueName which) {
        return queue.equals(which);
    }

    /** Whether the queue has let the caller in, this time. */
    boolean isGiven() {
        return given;
    }

    /**
     * A wait begins, at the place the call has, if it waited before.
     *
     * @param lost whether that is because the caller lost whom it talked with
     */
    void enter(boolean lost) {
        given = false;
        again = lost;
        call.clock.waits().begin(queue, call.clock.now());
        join();
    }

    private void join() {
        Waits waits = call.clock.waits();
        call.queue(
                new QueueCommand.Join(
                        Subject.of(call.id),
                        queue,
                        tier(),
                        call.clock.now().at().minus(waits.age(call.clock.now())),
                        waits.ahead(),
                        wish.wants(),
                        again));
    }

    private Tier tier() {
        return call.clock.waits().tier().orElseGet(call.caller::tier);
    }

    /** Where the caller had waited before this call; nothing if that is another queue. */
    void regained(QueueName where, Duration waited) {
        if (isIn(where)) {
            call.write(new QueueRegained(queue, waited.toMillis()));
            join();
        }
    }

    void joined(QueueEvent.Joined joined) {
        if (!given && isIn(joined.queue())) {
            gets(joined.position());
        }
    }

    void moved(QueueEvent.Moved moved) {
        if (!isIn(moved.from())) {
            return;
        }
        queue = moved.queue();
        call.write(call.clock.waits().moved(moved, !given, call.clock.now()));
        gets(moved.position());
    }

    private void gets(int position) {
        given = true;
        call.write(
                new QueueJoined(
                        queue,
                        tier(),
                        position,
                        call.clock.waits().current().map(CallerWait::since)));
    }

    void reprioritised(QueueEvent.Reprioritised to) {
        call.clock.waits().reprioritise(to.tier(), to.ahead());
        call.write(
                new QueueReprioritised(
                        to.queue(), to.tier(), to.ahead().toMillis(), to.position(), to.by()));
    }

    /** Tells the floor that the caller waits no more. */
    void tellLeft(LeaveReason reason) {
        call.queue(new QueueCommand.Leave(call.id, reason));
    }

    /**
     * The wait is over, and nobody took the caller.
     *
     * @param refused whether the queue had not let it in
     */
    void left(String reason, boolean refused) {
        call.write(call.clock.waits().left(queue, reason, refused, call.clock.now()));
    }
}
