/** What an admin may set of recordings, and how it is read. */
@NullMarked
package zarang.recorder.keys;

import org.jspecify.annotations.NullMarked;
