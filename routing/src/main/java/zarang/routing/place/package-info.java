/** Places of waiting callers that outlive the process. */
@NullMarked
package zarang.routing.place;

import org.jspecify.annotations.NullMarked;
