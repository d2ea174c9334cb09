/** How often a token may ask. */
@NullMarked
package zarang.api.limit;

import org.jspecify.annotations.NullMarked;
