/** {@code /api/v1/dispositions}: what talks came to. */
@NullMarked
package zarang.api.dispositions;

import org.jspecify.annotations.NullMarked;
