@NullMarked
package zarang.ivr.load;

import org.jspecify.annotations.NullMarked;
