/** Queues: their settings, who waits in them and in which order, what became of their callers. */
@NullMarked
package zarang.routing.queue;

import org.jspecify.annotations.NullMarked;
