@NullMarked
package zarang.routing.calls;

import org.jspecify.annotations.NullMarked;
