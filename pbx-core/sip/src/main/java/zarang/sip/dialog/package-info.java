/**
 * Dialogs, RFC 3261 §12: their state, who holds which, and where their requests go. Control loop
 * only.
 */
@NullMarked
package zarang.sip.dialog;

import org.jspecify.annotations.NullMarked;
