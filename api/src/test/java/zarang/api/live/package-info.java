@NullMarked
package zarang.api.live;

import org.jspecify.annotations.NullMarked;
