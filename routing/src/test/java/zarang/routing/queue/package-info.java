@NullMarked
package zarang.routing.queue;

import org.jspecify.annotations.NullMarked;
