/** Tests of: The data folder. */
@NullMarked
package zarang.server.data;

import org.jspecify.annotations.NullMarked;
