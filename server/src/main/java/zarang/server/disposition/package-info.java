/** The room of what talks came to. */
@NullMarked
package zarang.server.disposition;

import org.jspecify.annotations.NullMarked;
