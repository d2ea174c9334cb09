/** Tests of DNS, over a server of their own on loopback. */
@NullMarked
package zarang.sip.dns;

import org.jspecify.annotations.NullMarked;
