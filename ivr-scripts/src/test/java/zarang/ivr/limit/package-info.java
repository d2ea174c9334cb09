@NullMarked
package zarang.ivr.limit;

import org.jspecify.annotations.NullMarked;
