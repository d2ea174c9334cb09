/** The write-ahead log on disk in which journal entries wait for Redis. */
@NullMarked
package zarang.journal.spool;

import org.jspecify.annotations.NullMarked;
