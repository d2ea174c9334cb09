/**
 * A telephone for tests: the client side of the same dialog, transaction and media code that the
 * server runs. {@link zarang.sip.phone.SipPhone} registers, calls, answers, presses digits, plays
 * and listens; what happens comes as {@link zarang.sip.phone.PhoneEvent}. One call at a time.
 *
 * <p>Wiring: as the engine's, with a transport, a {@code TransactionLayer} and {@code MediaLoops}
 * of its own. Control loop only.
 */
@NullMarked
package zarang.sip.phone;

import org.jspecify.annotations.NullMarked;
