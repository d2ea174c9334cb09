package zarang.sip.session;

import org.jspecify.annotations.Nullable;
import zarang.call.Cause;
import zarang.sip.transaction.Hop;

/** What an outgoing leg rings, however many sessions that takes. Control loop only. */
public interface Dialling {
    /** Ends it in whatever state it is: CANCEL, or BYE to the one that talks. */
    void hangUp(Cause cause);

    /** The one that answered; null while none has. */
    @Nullable Session session();

    /** The trunk that it is rung through; empty if through none. */
    default String trunk() {
        return "";
    }

    /** Where the one that answered signals from; null while none has. */
    @Nullable Hop signalling();
}
