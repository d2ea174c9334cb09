/** A network, media and peers without sockets, under virtual time. */
@NullMarked
package zarang.sip.testkit;

import org.jspecify.annotations.NullMarked;
