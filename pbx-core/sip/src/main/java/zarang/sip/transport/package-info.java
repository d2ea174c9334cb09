/**
 * SIP over UDP and TCP, and the real control loop: the edge to the machine. {@link
 * zarang.sip.transport.SipSockets} holds one {@code Transport} for each protocol that {@link
 * zarang.sip.transport.Transports} lists.
 */
@NullMarked
package zarang.sip.transport;

import org.jspecify.annotations.NullMarked;
