/** What the log says of each call. */
@NullMarked
package zarang.server.log;

import org.jspecify.annotations.NullMarked;
