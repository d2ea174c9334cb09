/** The one way to Redis: a link with deadlines, function libraries, and the embedded server. */
@NullMarked
package zarang.redis;

import org.jspecify.annotations.NullMarked;
