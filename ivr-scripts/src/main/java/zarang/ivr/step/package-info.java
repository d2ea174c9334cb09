/**
 * What a step of a flow is made of: its verb's key table, the reader of what is written, and the
 * run. Whoever adds a verb needs this package alone.
 */
@NullMarked
package zarang.ivr.step;

import org.jspecify.annotations.NullMarked;
