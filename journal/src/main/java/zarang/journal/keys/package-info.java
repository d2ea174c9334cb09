/** What an admin may set of the journal, and how it is read. */
@NullMarked
package zarang.journal.keys;

import org.jspecify.annotations.NullMarked;
