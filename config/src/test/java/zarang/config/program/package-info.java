@NullMarked
package zarang.config.program;

import org.jspecify.annotations.NullMarked;
