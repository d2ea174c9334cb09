/** Tests of what one source may do. */
@NullMarked
package zarang.sip.source;

import org.jspecify.annotations.NullMarked;
