/** What steps set and speak of: variables with a type and an origin. */
@NullMarked
package zarang.ivr.variable;

import org.jspecify.annotations.NullMarked;
