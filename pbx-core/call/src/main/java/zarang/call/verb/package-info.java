/** What a call can do, a file a verb, and {@code CallActor}, which gives each its events. */
@NullMarked
package zarang.call.verb;

import org.jspecify.annotations.NullMarked;
