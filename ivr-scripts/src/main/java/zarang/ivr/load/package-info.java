/** Reads a flow: YAML, then JSON Schema, then typed steps. */
@NullMarked
package zarang.ivr.load;

import org.jspecify.annotations.NullMarked;
