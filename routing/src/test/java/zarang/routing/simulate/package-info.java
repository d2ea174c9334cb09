@NullMarked
package zarang.routing.simulate;

import org.jspecify.annotations.NullMarked;
