/** The test phones: a caller and an agent over real SIP and RTP. */
@NullMarked
package zarang.server.phone;

import org.jspecify.annotations.NullMarked;
