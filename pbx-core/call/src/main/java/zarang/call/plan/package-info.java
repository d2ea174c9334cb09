/** The port to the dial plan: where what an agent dials leads, and what it may not dial. */
@NullMarked
package zarang.call.plan;

import org.jspecify.annotations.NullMarked;
