/** Messages to somebody outside, kept in Redis until they are delivered or given up. */
@NullMarked
package zarang.delivery;

import org.jspecify.annotations.NullMarked;
