/** Pages of the handbook, done as their readers do them. */
@NullMarked
package zarang.server;

import org.jspecify.annotations.NullMarked;
