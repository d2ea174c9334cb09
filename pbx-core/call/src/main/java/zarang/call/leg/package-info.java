/** The legs of a call: what each is to the call, and who answers for it. */
@NullMarked
package zarang.call.leg;

import org.jspecify.annotations.NullMarked;
