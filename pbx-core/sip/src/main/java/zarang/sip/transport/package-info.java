/** SIP over UDP and TCP, and the real control loop: the edge to the machine. */
@NullMarked
package zarang.sip.transport;

import org.jspecify.annotations.NullMarked;
