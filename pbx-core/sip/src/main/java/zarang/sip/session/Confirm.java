package zarang.sip.session;

import zarang.call.Cause;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.transaction.ServerTransaction;

/** Sends the 2xx to an INVITE until its ACK comes. RFC 3261 §13.3.1.4 and §14.2. */
final class Confirm {
    private Confirm() {}

    /**
     * Sends it.
     *
     * @param description our offer or answer; empty if it was given before
     */
    static void success(Session session, ServerTransaction invite, String description) {
        LocalEnd local = session.local();
        SipResponse.Builder success =
                local.responses()
                        .dialog(
                                invite.request(),
                                200,
                                session.dialog().key().localTag(),
                                local.contact(session.dialog().hop()));
        if (!description.isEmpty()) {
            success.body(Responses.SDP, Responses.bytes(description));
        }
        session.watch().answer(invite.request(), success);
        session.await(new AwaitedAck(local, invite, success.build(), () -> never(session)));
    }

    /** The ACK of a 2xx came. If that 2xx carried our offer, it brings the answer. */
    static void acknowledged(Session session, SipRequest ack) {
        AwaitedAck awaited = session.awaited();
        if (awaited == null || awaited.seq() != ack.cseq().number()) {
            return;
        }
        awaited.stop();
        session.await(null);
        Cause leaving = session.leaving();
        if (leaving != null) {
            Close.bye(session, leaving);
            return;
        }
        if (session.exchange().turn().isOurs()) {
            Descriptions.take(session, ack);
        }
        if (session.isUp()) {
            session.listener().confirmed();
            session.free();
        }
    }

    private static void never(Session session) {
        session.await(null);
        Cause leaving = session.leaving();
        if (leaving != null) {
            Close.bye(session, leaving);
        } else {
            Close.end(session, Cause.NO_USER_RESPONDING);
        }
    }
}
