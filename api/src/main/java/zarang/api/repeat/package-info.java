/** Idempotency-Key: a request that comes again is answered again and not done again. */
@NullMarked
package zarang.api.repeat;

import org.jspecify.annotations.NullMarked;
