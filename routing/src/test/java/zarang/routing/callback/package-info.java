@NullMarked
package zarang.routing.callback;

import org.jspecify.annotations.NullMarked;
