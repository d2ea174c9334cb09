/** What is set of queues, agents and the floor while the server runs, above the files. */
@NullMarked
package zarang.routing.live;

import org.jspecify.annotations.NullMarked;
