@NullMarked
package zarang.loyalty.points;

import org.jspecify.annotations.NullMarked;
