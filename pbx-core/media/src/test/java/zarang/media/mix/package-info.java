@NullMarked
package zarang.media.mix;

import org.jspecify.annotations.NullMarked;
