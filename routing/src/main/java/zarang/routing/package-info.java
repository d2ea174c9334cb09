/** The ACD: who is served next, and by whom. */
@NullMarked
package zarang.routing;

import org.jspecify.annotations.NullMarked;
