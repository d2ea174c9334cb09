/** Leases on agents, so that two processes never ring the same one. */
@NullMarked
package zarang.routing.reserve;

import org.jspecify.annotations.NullMarked;
