/**
 * SIP messages as our own types. The JAIN-SIP parser reads header values behind {@link
 * zarang.sip.message.SipCodec}; none of its classes leaves this package.
 */
@NullMarked
package zarang.sip.message;

import org.jspecify.annotations.NullMarked;
