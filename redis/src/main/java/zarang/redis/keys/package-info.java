/** What an admin may set of Redis, and how it is read. */
@NullMarked
package zarang.redis.keys;

import org.jspecify.annotations.NullMarked;
