@NullMarked
package zarang.routing.place;

import org.jspecify.annotations.NullMarked;
