@NullMarked
package zarang.ivr.run;

import org.jspecify.annotations.NullMarked;
