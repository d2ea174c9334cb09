/** RIFF WAVE files: header, reading. */
@NullMarked
package zarang.media.wav;

import org.jspecify.annotations.NullMarked;
