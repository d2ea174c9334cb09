@NullMarked
package zarang.routing.owner;

import org.jspecify.annotations.NullMarked;
