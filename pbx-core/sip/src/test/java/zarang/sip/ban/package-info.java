/** Tests of who is banned. */
@NullMarked
package zarang.sip.ban;

import org.jspecify.annotations.NullMarked;
