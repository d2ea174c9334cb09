package zarang.sip.engine;

import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.engine.LegEvent;
import zarang.call.engine.LegOutcome;
import zarang.call.engine.TransferProgress;
import zarang.sip.session.Causes;
import zarang.sip.session.SessionEnd;

/** How a SIP session ended, in the words that every engine shares. */
final class Outcomes {
    /** What phones say that are told not to disturb; one that is gone says nothing. */
    private static final int TEMPORARILY_UNAVAILABLE = 480;

    private static final int REQUEST_TIMEOUT = 408;

    /** Of the node or proxy that had the way to the phone. RFC 5626 §11.5. */
    private static final int FLOW_FAILED = 430;

    private Outcomes() {}

    static LegEvent.Ended ended(LegId leg, SessionEnd end) {
        int status = end.status();
        return new LegEvent.Ended(
                leg, end.cause(), outcome(end), status == 0 ? "" : Integer.toString(status));
    }

    /** For the phone that wanted it: RFC 3515 §2.4.5. */
    static int status(TransferProgress progress) {
        return switch (progress) {
            case TransferProgress.Trying t -> 100;
            case TransferProgress.Ringing r -> 180;
            case TransferProgress.Done d -> 200;
            case TransferProgress.Failed(Cause cause) -> Causes.status(cause);
        };
    }

    private static LegOutcome outcome(SessionEnd end) {
        if (end.byRemote()) {
            return switch (end.status()) {
                case 0 -> LegOutcome.HUNG_UP;
                case TEMPORARILY_UNAVAILABLE -> LegOutcome.DO_NOT_DISTURB;
                case REQUEST_TIMEOUT, FLOW_FAILED -> LegOutcome.SILENT;
                default -> LegOutcome.REFUSED;
            };
        }
        return end.status() == 0 ? LegOutcome.RELEASED : LegOutcome.NOT_RUNG;
    }
}
