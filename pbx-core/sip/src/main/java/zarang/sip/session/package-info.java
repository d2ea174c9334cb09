/**
 * INVITE sessions, RFC 3261 §13 to §15 for both sides: a file a verb.
 *
 * <p>{@link zarang.sip.session.UserAgent} takes requests from the transaction layer and finds the
 * session that they belong to. {@link zarang.sip.session.Session} is what the verbs share and knows
 * none of them; {@link zarang.sip.session.OfferAnswer} says whose turn it is to describe the media.
 * {@link zarang.sip.session.Accept} and {@link zarang.sip.session.Connect} set a session up, {@link
 * zarang.sip.session.Confirm}, {@link zarang.sip.session.Modify}, {@link
 * zarang.sip.session.Reinvite}, {@link zarang.sip.session.SipInfo} and {@link
 * zarang.sip.session.Close} act on one; {@link zarang.sip.session.SessionVerbs} lists the methods
 * that are answered within a session. Control loop only.
 */
@NullMarked
package zarang.sip.session;

import org.jspecify.annotations.NullMarked;
