/** Runs one flow for one call: a state machine, split by verb. */
@NullMarked
package zarang.ivr.run;

import org.jspecify.annotations.NullMarked;
