/** Whom to call back: for scripts, the API and the journal. */
@NullMarked
package zarang.server.callback;

import org.jspecify.annotations.NullMarked;
