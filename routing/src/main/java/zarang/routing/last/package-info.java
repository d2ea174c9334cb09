/** Which agent a caller talked with last. */
@NullMarked
package zarang.routing.last;

import org.jspecify.annotations.NullMarked;
