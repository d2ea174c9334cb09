/** How the journal is told, once, of what Redis has first. */
@NullMarked
package zarang.routing.told;

import org.jspecify.annotations.NullMarked;
