/** {@code /api/v1/live} and {@code /api/v1/events}: what changes, as it changes. */
@NullMarked
package zarang.api.live;

import org.jspecify.annotations.NullMarked;
