/** Sound files that people hand in, made into prompts: read, trimmed, levelled, written whole. */
@NullMarked
package zarang.media.sound;

import org.jspecify.annotations.NullMarked;
