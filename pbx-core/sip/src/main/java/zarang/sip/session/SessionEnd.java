package zarang.sip.session;

import java.time.Duration;
import zarang.call.Cause;

/**
 * How a session ended.
 *
 * @param byRemote whether the other side ended it
 * @param status the final status of an outgoing session that was refused; otherwise 0
 * @param retryAfter how long whoever refused it asks to be left alone; zero if it does not say so
 */
public record SessionEnd(Cause cause, boolean byRemote, int status, Duration retryAfter) {
    /** One that asks nothing. */
    public SessionEnd(Cause cause, boolean byRemote, int status) {
        this(cause, byRemote, status, Duration.ZERO);
    }
}
