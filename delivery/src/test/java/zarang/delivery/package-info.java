@NullMarked
package zarang.delivery;

import org.jspecify.annotations.NullMarked;
