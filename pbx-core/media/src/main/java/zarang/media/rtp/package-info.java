/** RTP (RFC 3550, 3551) as pure state: headers, sequence, one outgoing stream, the source lock. */
@NullMarked
package zarang.media.rtp;

import org.jspecify.annotations.NullMarked;
