/** The calls of all processes that share a floor: each tells the others of its own when asked. */
@NullMarked
package zarang.routing.calls;

import org.jspecify.annotations.NullMarked;
