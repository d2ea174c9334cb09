/** Programs of the machine that an admin names or that lie on the path. */
@NullMarked
package zarang.config.program;

import org.jspecify.annotations.NullMarked;
