@NullMarked
package zarang.ivr.speech;

import org.jspecify.annotations.NullMarked;
