/** What scripts cost. */
@NullMarked
package zarang.bench.script;

import org.jspecify.annotations.NullMarked;
