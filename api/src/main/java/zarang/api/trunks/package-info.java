/** {@code /api/v1/trunks}. */
@NullMarked
package zarang.api.trunks;

import org.jspecify.annotations.NullMarked;
