@NullMarked
package zarang.ivr.lint;

import org.jspecify.annotations.NullMarked;
