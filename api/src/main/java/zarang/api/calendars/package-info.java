/** {@code /api/v1/calendars}. */
@NullMarked
package zarang.api.calendars;

import org.jspecify.annotations.NullMarked;
