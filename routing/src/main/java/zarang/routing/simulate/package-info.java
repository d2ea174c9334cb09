/**
 * Simulation: calls that are made up under a virtual clock and served by the production dispatcher,
 * and what queueing theory says of the same calls. {@code docs/ACD.md} tells planners.
 */
@NullMarked
package zarang.routing.simulate;

import org.jspecify.annotations.NullMarked;
