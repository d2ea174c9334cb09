/** The sum of several voices, for bridges in which a relay is not enough. */
@NullMarked
package zarang.media.mix;

import org.jspecify.annotations.NullMarked;
