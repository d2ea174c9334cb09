/** A telephone call without I/O: identities, amounts and how a call ends. */
@NullMarked
package zarang.call;

import org.jspecify.annotations.NullMarked;
