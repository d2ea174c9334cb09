/** The floor as it runs: the dispatcher on the control loop, with its timer, leases and log. */
@NullMarked
package zarang.routing.floor;

import org.jspecify.annotations.NullMarked;
