/**
 * Session descriptions (RFC 8866) and the offer/answer model (RFC 3264) for one audio stream with
 * telephone events. {@link zarang.sip.sdp.SdpSession} is one dialog's side of it; the rest is its
 * codec. No I/O, no clock: usable from any one thread.
 */
@NullMarked
package zarang.sip.sdp;

import org.jspecify.annotations.NullMarked;
