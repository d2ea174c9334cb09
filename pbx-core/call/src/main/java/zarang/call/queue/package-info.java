/** The port to the ACD: waiting, offers and their outcome. */
@NullMarked
package zarang.call.queue;

import org.jspecify.annotations.NullMarked;
