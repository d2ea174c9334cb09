/** What media costs: allocation, CPU and delay for each packet. Figures: docs/BENCHMARKS.md. */
@NullMarked
package zarang.bench.media;

import org.jspecify.annotations.NullMarked;
