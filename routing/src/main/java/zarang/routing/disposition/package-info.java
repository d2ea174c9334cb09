/** What agents say their talks came to: a code, and notes. */
@NullMarked
package zarang.routing.disposition;

import org.jspecify.annotations.NullMarked;
