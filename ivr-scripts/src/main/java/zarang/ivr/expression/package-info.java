/**
 * What scripts calculate with: small expressions that always come to an end, have a type before
 * they are run, and are worth nothing rather than an error where something in them is not known.
 */
@NullMarked
package zarang.ivr.expression;

import org.jspecify.annotations.NullMarked;
