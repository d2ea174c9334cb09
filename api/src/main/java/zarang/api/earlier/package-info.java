/** The paths from before /api/v1, which go on working for those who use them. */
@NullMarked
package zarang.api.earlier;

import org.jspecify.annotations.NullMarked;
