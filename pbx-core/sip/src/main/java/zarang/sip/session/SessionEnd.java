package zarang.sip.session;

import zarang.call.Cause;

/**
 * How a session ended.
 *
 * @param byRemote whether the other side ended it
 * @param status the final status of an outgoing session that was refused; otherwise 0
 */
public record SessionEnd(Cause cause, boolean byRemote, int status) {}
