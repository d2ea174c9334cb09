/** The connections that clients hold, and how many and how long they may. */
@NullMarked
package zarang.api.connection;

import org.jspecify.annotations.NullMarked;
