@NullMarked
package zarang.routing.calling;

import org.jspecify.annotations.NullMarked;
