/** The port to the recorder. */
@NullMarked
package zarang.call.recording;

import org.jspecify.annotations.NullMarked;
