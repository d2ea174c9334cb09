@NullMarked
package zarang.routing.reserve;

import org.jspecify.annotations.NullMarked;
