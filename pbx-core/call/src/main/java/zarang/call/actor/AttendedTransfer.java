package zarang.call.actor;

import java.util.Map;
import zarang.call.LegId;
import zarang.call.engine.LegEvent;
import zarang.call.engine.TransferTarget;
import zarang.call.verb.CallEvent;
import zarang.call.verb.GiveAway;

/** Hands a leg from one call to another; see {@link GiveAway}. Control loop. */
final class AttendedTransfer {
    private AttendedTransfer() {}

    /**
     * Carries out a wish to transfer if it names a leg of another call.
     *
     * @param legs whose each leg is
     */
    static boolean carriedOut(LegEvent event, RunningCall running, Map<LegId, RunningCall> legs) {
        if (!(event instanceof LegEvent.TransferWanted wish)
                || !(wish.target() instanceof TransferTarget.Leg(LegId other))) {
            return false;
        }
        RunningCall consult = legs.get(other);
        if (consult == null || consult.equals(running)) {
            return false;
        }
        GiveAway given = new GiveAway();
        running.deliver(new CallEvent.Wanted(given.askedFor(wish.leg(), wish.transfer())));
        if (!given.isTaken()) {
            return true;
        }
        consult.deliver(new CallEvent.Wanted(given));
        given.leg().ifPresent(leg -> consult.gives(leg, running));
        running.deliver(new CallEvent.Wanted(given.takenFor(wish.leg(), wish.transfer())));
        consult.deliver(new CallEvent.Wanted(given.ended()));
        return true;
    }
}
