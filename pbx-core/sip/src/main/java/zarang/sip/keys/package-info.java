/** What an admin may set of SIP and of trunks, and how it is read. */
@NullMarked
package zarang.sip.keys;

import org.jspecify.annotations.NullMarked;
