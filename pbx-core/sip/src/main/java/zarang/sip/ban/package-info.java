/** Who is not listened to for a while: scanners, guessers, and who calls where it may not. */
@NullMarked
package zarang.sip.ban;

import org.jspecify.annotations.NullMarked;
