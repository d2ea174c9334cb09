package zarang.call.engine;

import java.util.List;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.WrittenNumber;

/**
 * What happened to a leg. Delivered on the control loop, in order for each leg; {@link Ended} comes
 * once and last.
 */
public sealed interface LegEvent {
    LegId leg();

    /**
     * A call comes in; nothing was sent but 100.
     *
     * @param caller what the message says of who calls, the best first: the first that is a
     *     telephone number is the caller's; empty when withheld or not understood
     * @param calledUser the number that was dialled, without separators, or a name
     * @param trunk name of the trunk it came through, empty if none
     * @param callerTrusted whether that trunk's caller numbers are believed
     * @param sipCallId the SIP Call-ID, for the log only
     */
    record Arrived(
            LegId leg,
            List<WrittenNumber> caller,
            String calledUser,
            String trunk,
            boolean callerTrusted,
            String sipCallId)
            implements LegEvent {
        public Arrived {
            caller = List.copyOf(caller);
        }
    }

    /** An outgoing leg's phone rings. */
    record Ringing(LegId leg) implements LegEvent {}

    /** Media can flow: an incoming leg's 200 was sent, or an outgoing leg's 200 came. */
    record Answered(LegId leg) implements LegEvent {}

    /**
     * A digit was pressed, by RFC 4733 or SIP INFO; reported once, at its start.
     *
     * @param digit 0-9, *, #, A-D
     */
    record Digit(LegId leg, char digit) implements LegEvent {}

    record PlayFinished(LegId leg, long play) implements LegEvent {}

    /**
     * The leg is gone.
     *
     * @param byRemote whether the other side ended it, rather than we
     * @param sipStatus the final SIP status of an outgoing leg that was refused; 0 where there is
     *     none
     */
    record Ended(LegId leg, Cause cause, boolean byRemote, int sipStatus) implements LegEvent {}
}
