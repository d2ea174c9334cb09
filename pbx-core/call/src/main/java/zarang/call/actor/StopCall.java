package zarang.call.actor;

import zarang.call.CallTermination;
import zarang.call.Cause;
import zarang.call.engine.LegCommand;
import zarang.call.script.ScriptEvent;

/**
 * Zarang ends the call (drain limit, longest call): never in silence. The script says the last
 * words; if it does not come to an end, the call is cut.
 */
final class StopCall {
    static final String TIMER = "last-words";

    private final CallState call;
    private final EndCall end;

    StopCall(CallState call, EndCall end) {
        this.call = call;
        this.end = end;
    }

    /** What the phase held is given back by {@code leave}, after it was noted how the call ends. */
    void begin(CallEvent.Stop stop, Runnable leave) {
        if (call.phase instanceof Phase.Closing) {
            return;
        }
        Cause cause = call.answered() ? stop.cause() : Cause.TEMPORARY_FAILURE;
        CallTermination termination = end.stopped(cause, stop.reason());
        if (call.phase instanceof Phase.Talking talking) {
            call.engine(new LegCommand.Unbridge(call.callerLeg, talking.agentLeg()));
        }
        leave.run();
        call.phase = new Phase.Closing(termination);
        if (!call.answered()) {
            end.closed(termination);
            return;
        }
        call.forScript.clear();
        call.forScript.add(new ScriptEvent.Stopping());
        call.command(new CallCommand.SetTimer(TIMER, Exchange.LAST_WORDS));
    }

    void tookTooLong(Phase.Closing closing) {
        end.closed(closing.termination());
    }
}
