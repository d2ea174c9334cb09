/** What two ends tell each other of how the audio arrives: RTCP, RFC 3550 §6. */
@NullMarked
package zarang.media.rtcp;

import org.jspecify.annotations.NullMarked;
