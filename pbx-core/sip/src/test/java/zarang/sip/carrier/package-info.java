/** Trunks at work, part by part. */
@NullMarked
package zarang.sip.carrier;

import org.jspecify.annotations.NullMarked;
