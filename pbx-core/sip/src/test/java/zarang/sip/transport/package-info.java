@NullMarked
package zarang.sip.transport;

import org.jspecify.annotations.NullMarked;
