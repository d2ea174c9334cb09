/** Whom agents may call, and what it may cost: the dial plan and its guard against toll fraud. */
@NullMarked
package zarang.routing.calling;

import org.jspecify.annotations.NullMarked;
