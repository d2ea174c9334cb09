/** A real Redis for tests, with the ways it can fail. */
@NullMarked
package zarang.redis.testkit;

import org.jspecify.annotations.NullMarked;
