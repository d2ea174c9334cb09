/** Tests of the test telephone. */
@NullMarked
package zarang.sip.phone;

import org.jspecify.annotations.NullMarked;
