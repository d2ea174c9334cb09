/** The write-ahead log on disk in which journal entries wait for Redis. */
@NullMarked
package zarang.crm.spool;

import org.jspecify.annotations.NullMarked;
