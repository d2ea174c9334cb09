/** How many calls go which way through the flows. */
@NullMarked
package zarang.ivr.count;

import org.jspecify.annotations.NullMarked;
