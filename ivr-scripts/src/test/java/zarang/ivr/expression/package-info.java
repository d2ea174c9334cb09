@NullMarked
package zarang.ivr.expression;

import org.jspecify.annotations.NullMarked;
