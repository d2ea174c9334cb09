/** What an admin may set of queues, agents and places, and how it is read. */
@NullMarked
package zarang.routing.keys;

import org.jspecify.annotations.NullMarked;
