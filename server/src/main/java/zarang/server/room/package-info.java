/** What a room brings to the house, by one port. */
@NullMarked
package zarang.server.room;

import org.jspecify.annotations.NullMarked;
