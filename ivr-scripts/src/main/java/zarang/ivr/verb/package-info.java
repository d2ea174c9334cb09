/**
 * The verbs: one file each, with its keys, reading, outcomes and run; {@code IvrVerbs} lists them.
 */
@NullMarked
package zarang.ivr.verb;

import org.jspecify.annotations.NullMarked;
