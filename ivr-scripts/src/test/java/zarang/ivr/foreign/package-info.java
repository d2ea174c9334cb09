@NullMarked
package zarang.ivr.foreign;

import org.jspecify.annotations.NullMarked;
