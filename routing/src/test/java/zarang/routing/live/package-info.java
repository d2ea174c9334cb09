@NullMarked
package zarang.routing.live;

import org.jspecify.annotations.NullMarked;
