/** What is set of queues while the server runs, above what the files say. */
@NullMarked
package zarang.routing.live;

import org.jspecify.annotations.NullMarked;
