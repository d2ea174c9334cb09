/** {@code /api/v1/callbacks}. */
@NullMarked
package zarang.api.callbacks;

import org.jspecify.annotations.NullMarked;
