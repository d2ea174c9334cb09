/** Peers that mean harm, or know no better, against a running server. */
@NullMarked
package zarang.tests.hostile;

import org.jspecify.annotations.NullMarked;
