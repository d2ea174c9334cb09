/** What a request is told that was not done (RFC 9457). */
@NullMarked
package zarang.api.problem;

import org.jspecify.annotations.NullMarked;
