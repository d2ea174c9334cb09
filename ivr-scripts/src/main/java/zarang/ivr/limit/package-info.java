/** How often somebody may try something, such as a PIN, counted for all processes. */
@NullMarked
package zarang.ivr.limit;

import org.jspecify.annotations.NullMarked;
