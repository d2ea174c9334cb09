@NullMarked
package zarang.ivr.draw;

import org.jspecify.annotations.NullMarked;
