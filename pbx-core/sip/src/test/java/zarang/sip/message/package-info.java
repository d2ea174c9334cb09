@NullMarked
package zarang.sip.message;

import org.jspecify.annotations.NullMarked;
