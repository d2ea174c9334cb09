/** Tests of this package. */
@NullMarked
package zarang.config;

import org.jspecify.annotations.NullMarked;
