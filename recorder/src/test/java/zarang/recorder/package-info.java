/** Tests of the recorder. */
@NullMarked
package zarang.recorder;

import org.jspecify.annotations.NullMarked;
