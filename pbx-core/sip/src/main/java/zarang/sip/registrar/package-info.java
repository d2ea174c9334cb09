/**
 * The registrar of RFC 3261 §10.3: which phones are where. {@link zarang.sip.registrar.Registrar}
 * knows no message and no transport: whoever feeds it has authenticated the user and says by what
 * flow the phone can be reached again. Control loop only.
 */
@NullMarked
package zarang.sip.registrar;

import org.jspecify.annotations.NullMarked;
