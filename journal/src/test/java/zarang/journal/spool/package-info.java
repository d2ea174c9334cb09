@NullMarked
package zarang.journal.spool;

import org.jspecify.annotations.NullMarked;
