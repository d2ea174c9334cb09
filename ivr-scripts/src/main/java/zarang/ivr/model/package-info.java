/** A flow as it was understood: immutable steps, one record a verb. */
@NullMarked
package zarang.ivr.model;

import org.jspecify.annotations.NullMarked;
