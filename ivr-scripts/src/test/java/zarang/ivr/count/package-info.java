@NullMarked
package zarang.ivr.count;

import org.jspecify.annotations.NullMarked;
