/** Telephone events (RFC 4733) both ways, as pure state. */
@NullMarked
package zarang.media.dtmf;

import org.jspecify.annotations.NullMarked;
