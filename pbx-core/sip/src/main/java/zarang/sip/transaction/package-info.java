/**
 * SIP transactions, RFC 3261 §17 with RFC 6026: pure state machines and the layer that runs them on
 * the control loop.
 */
@NullMarked
package zarang.sip.transaction;

import org.jspecify.annotations.NullMarked;
