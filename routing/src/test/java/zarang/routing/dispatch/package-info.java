@NullMarked
package zarang.routing.dispatch;

import org.jspecify.annotations.NullMarked;
