/** One floor for several processes: who decides, and how the others reach it. */
@NullMarked
package zarang.routing.owner;

import org.jspecify.annotations.NullMarked;
