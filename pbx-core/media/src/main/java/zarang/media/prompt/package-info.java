/** Prompts: loaded, resampled and encoded once, shared by all sessions. */
@NullMarked
package zarang.media.prompt;

import org.jspecify.annotations.NullMarked;
