@NullMarked
package zarang.media.sound;

import org.jspecify.annotations.NullMarked;
