/** What an admin may set of scripts and numbers, and how it is read. */
@NullMarked
package zarang.ivr.keys;

import org.jspecify.annotations.NullMarked;
