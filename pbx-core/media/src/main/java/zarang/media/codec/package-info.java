/** Codecs: what a codec is, G.711, and the list of those that are spoken. */
@NullMarked
package zarang.media.codec;

import org.jspecify.annotations.NullMarked;
