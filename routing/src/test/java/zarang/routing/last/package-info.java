@NullMarked
package zarang.routing.last;

import org.jspecify.annotations.NullMarked;
