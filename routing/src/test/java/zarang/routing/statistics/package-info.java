@NullMarked
package zarang.routing.statistics;

import org.jspecify.annotations.NullMarked;
