@NullMarked
package zarang.sip.edge;

import org.jspecify.annotations.NullMarked;
