/** The port to the customer club: who is calling. */
@NullMarked
package zarang.call.member;

import org.jspecify.annotations.NullMarked;
