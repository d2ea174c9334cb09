/** Tests of RTCP. */
@NullMarked
package zarang.media.rtcp;

import org.jspecify.annotations.NullMarked;
