/** What an admin may set of media, and how it is read. */
@NullMarked
package zarang.media.keys;

import org.jspecify.annotations.NullMarked;
