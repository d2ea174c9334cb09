/** Scripts of other systems, read into flows as far as they map. */
@NullMarked
package zarang.ivr.foreign;

import org.jspecify.annotations.NullMarked;
