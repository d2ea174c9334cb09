/** The call itself: one actor a call, split by verb, and the exchange that runs them. */
@NullMarked
package zarang.call.actor;

import org.jspecify.annotations.NullMarked;
