@NullMarked
package zarang.sip.transaction;

import org.jspecify.annotations.NullMarked;
