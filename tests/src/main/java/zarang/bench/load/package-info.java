/** What calls cost a whole server, which is another process. Figures: docs/BENCHMARKS.md. */
@NullMarked
package zarang.bench.load;

import org.jspecify.annotations.NullMarked;
