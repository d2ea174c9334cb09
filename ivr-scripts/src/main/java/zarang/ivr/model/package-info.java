/** A flow as it was understood. */
@NullMarked
package zarang.ivr.model;

import org.jspecify.annotations.NullMarked;
