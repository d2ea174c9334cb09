@NullMarked
package zarang.ivr.trial;

import org.jspecify.annotations.NullMarked;
