/** What it costs to decide who is served next. */
@NullMarked
package zarang.bench.floor;

import org.jspecify.annotations.NullMarked;
