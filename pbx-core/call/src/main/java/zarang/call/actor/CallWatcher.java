package zarang.call.actor;

import zarang.call.CallId;
import zarang.call.CallTermination;
import zarang.call.Cause;
import zarang.call.engine.LegEvent;
import zarang.call.journal.JournalEntry;

/** Sees every call for logs and metrics. Control loop; must not wait and must not throw. */
public interface CallWatcher {
    void leg(CallId call, LegEvent event);

    void fact(JournalEntry entry);

    void ended(CallId call, CallTermination termination);

    /**
     * A call was answered although the journal did not have the intent on disk: if the process dies
     * within moments, that contact may be lost.
     */
    void answeredUnsecured(CallId call, String reason);

    /** A leg that no call has did something: it was told to end, unless it has ended. */
    void stray(LegEvent event);

    /** A call was not taken. */
    void refused(LegEvent.Arrived arrival, Cause cause);

    /** A call's own code or a port failed: the call was ended, the others go on. */
    void broken(CallId call, Throwable failure);
}
