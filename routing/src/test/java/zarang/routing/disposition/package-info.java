@NullMarked
package zarang.routing.disposition;

import org.jspecify.annotations.NullMarked;
