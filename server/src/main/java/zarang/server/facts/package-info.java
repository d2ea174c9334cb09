/** Which facts there are: the sum of what the rooms bring. */
@NullMarked
package zarang.server.facts;

import org.jspecify.annotations.NullMarked;
