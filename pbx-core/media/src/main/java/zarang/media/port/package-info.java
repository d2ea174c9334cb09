/** The pool of RTP ports. */
@NullMarked
package zarang.media.port;

import org.jspecify.annotations.NullMarked;
