@NullMarked
package zarang.call.verb;

import org.jspecify.annotations.NullMarked;
