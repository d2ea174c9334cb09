/** Who took an outbound call: a person or a machine, as pure state. */
@NullMarked
package zarang.media.answer;

import org.jspecify.annotations.NullMarked;
