/** {@code /api/v1/bans}. */
@NullMarked
package zarang.api.bans;

import org.jspecify.annotations.NullMarked;
