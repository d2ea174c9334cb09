/** G.711. */
@NullMarked
package zarang.media.codec;

import org.jspecify.annotations.NullMarked;
