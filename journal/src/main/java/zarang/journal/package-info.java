/** The journal on a Redis Stream: codec, the pump that fills it, the groups that read it. */
@NullMarked
package zarang.journal;

import org.jspecify.annotations.NullMarked;
