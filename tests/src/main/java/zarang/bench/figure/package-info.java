/** Pictures of the handbook, and what they are drawn from. */
@NullMarked
package zarang.bench.figure;

import org.jspecify.annotations.NullMarked;
