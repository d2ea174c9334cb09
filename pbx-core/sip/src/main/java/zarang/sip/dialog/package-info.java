/**
 * Dialogs and INVITE sessions: RFC 3261 §12 to §15 for both sides, split by verb.
 *
 * <p>{@link zarang.sip.dialog.UserAgent} takes requests from the transaction layer and finds the
 * session that they belong to; {@link zarang.sip.dialog.IncomingSession} and {@link
 * zarang.sip.dialog.OutgoingSession} set one up; {@link zarang.sip.dialog.Talk} is what both are
 * once they are answered. Control loop only.
 */
@NullMarked
package zarang.sip.dialog;

import org.jspecify.annotations.NullMarked;
