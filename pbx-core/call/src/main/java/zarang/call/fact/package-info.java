/**
 * Facts: what happened and others must hear of. Open: each room brings its own, a file each. The
 * ones of a call are here.
 */
@NullMarked
package zarang.call.fact;

import org.jspecify.annotations.NullMarked;
