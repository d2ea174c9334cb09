/** Whom to call back: a list that all processes share. */
@NullMarked
package zarang.routing.callback;

import org.jspecify.annotations.NullMarked;
