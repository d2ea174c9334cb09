/** What scripts look up outside, as a room of the house. */
@NullMarked
package zarang.server.lookup;

import org.jspecify.annotations.NullMarked;
