@NullMarked
package zarang.ivr.spoken;

import org.jspecify.annotations.NullMarked;
