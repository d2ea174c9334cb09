/** How long a caller will wait: the estimate, and how far off it was. */
@NullMarked
package zarang.routing.estimate;

import org.jspecify.annotations.NullMarked;
