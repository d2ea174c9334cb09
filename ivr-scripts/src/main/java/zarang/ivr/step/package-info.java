/**
 * What a step of a flow is made of: its verb's key table, the reader of what is written, and the
 * run. To add a verb, this package is enough.
 */
@NullMarked
package zarang.ivr.step;

import org.jspecify.annotations.NullMarked;
