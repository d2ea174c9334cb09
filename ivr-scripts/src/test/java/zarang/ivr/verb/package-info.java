@NullMarked
package zarang.ivr.verb;

import org.jspecify.annotations.NullMarked;
