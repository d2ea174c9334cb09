/** Where SIP requests to a name go: RFC 3263, by a library for DNS. Never on the control loop. */
@NullMarked
package zarang.sip.dns;

import org.jspecify.annotations.NullMarked;
