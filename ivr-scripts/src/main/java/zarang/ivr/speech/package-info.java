/** Numbers as the words of a language, each word one prompt. */
@NullMarked
package zarang.ivr.speech;

import org.jspecify.annotations.NullMarked;
