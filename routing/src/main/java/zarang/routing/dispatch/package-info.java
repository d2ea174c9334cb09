/** The dispatcher: a state machine over the floor. No I/O, no clock, no thread. */
@NullMarked
package zarang.routing.dispatch;

import org.jspecify.annotations.NullMarked;
