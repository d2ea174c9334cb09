@NullMarked
package zarang.api.door;

import org.jspecify.annotations.NullMarked;
