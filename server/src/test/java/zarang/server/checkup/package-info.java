/** Tests of the checkup. */
@NullMarked
package zarang.server.checkup;

import org.jspecify.annotations.NullMarked;
