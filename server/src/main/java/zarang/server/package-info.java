/** The one main(): the command line that everything hangs on. */
@NullMarked
package zarang.server;

import org.jspecify.annotations.NullMarked;
