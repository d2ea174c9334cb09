@NullMarked
package zarang.routing.floor;

import org.jspecify.annotations.NullMarked;
