/** The board on which every room shows its figures, whoever reads it. */
@NullMarked
package zarang.config.meter;

import org.jspecify.annotations.NullMarked;
