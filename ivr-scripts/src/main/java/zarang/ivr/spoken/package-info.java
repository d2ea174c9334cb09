/** Texts that are spoken: by recordings of their parts, by a program, or by a service. */
@NullMarked
package zarang.ivr.spoken;

import org.jspecify.annotations.NullMarked;
