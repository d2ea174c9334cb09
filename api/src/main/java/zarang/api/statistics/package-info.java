/** {@code /api/v1/statistics}. */
@NullMarked
package zarang.api.statistics;

import org.jspecify.annotations.NullMarked;
