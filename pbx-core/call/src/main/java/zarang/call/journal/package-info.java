/** What happened, in order, once: the port to the journal. */
@NullMarked
package zarang.call.journal;

import org.jspecify.annotations.NullMarked;
