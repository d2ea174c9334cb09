/** The way of every request: who asks, what it may do, its body, its operation, its answer. */
@NullMarked
package zarang.api.door;

import org.jspecify.annotations.NullMarked;
