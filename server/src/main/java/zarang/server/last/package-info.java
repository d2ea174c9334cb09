/** The room of the agents whom callers talked with last. */
@NullMarked
package zarang.server.last;

import org.jspecify.annotations.NullMarked;
