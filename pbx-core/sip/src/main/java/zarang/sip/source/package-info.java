/** Who sends: what one source may do, so that whoever floods harms itself alone. */
@NullMarked
package zarang.sip.source;

import org.jspecify.annotations.NullMarked;
