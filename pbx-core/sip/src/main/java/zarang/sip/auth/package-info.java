/**
 * Digest authentication of RFC 7616 and 8760 as RFC 3261 §22 uses it: {@link
 * zarang.sip.auth.DigestServer} challenges and checks, {@link zarang.sip.auth.DigestClient} answers
 * challenges. Both work on header values, so that neither knows a message class.
 */
@NullMarked
package zarang.sip.auth;

import org.jspecify.annotations.NullMarked;
