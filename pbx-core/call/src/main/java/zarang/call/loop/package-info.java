/** The control loop: the one thread that owns every call, and its virtual twin. */
@NullMarked
package zarang.call.loop;

import org.jspecify.annotations.NullMarked;
