/** The port to the IVR: one run of one script for one call. */
@NullMarked
package zarang.call.script;

import org.jspecify.annotations.NullMarked;
