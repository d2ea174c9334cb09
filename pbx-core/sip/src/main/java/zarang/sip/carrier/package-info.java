/**
 * Trunks at work: a {@link zarang.sip.carrier.Carrier} is a trunk that calls go out through, {@link
 * zarang.sip.carrier.TrunkCall} places a call through the first of several that takes it.
 */
@NullMarked
package zarang.sip.carrier;

import org.jspecify.annotations.NullMarked;
