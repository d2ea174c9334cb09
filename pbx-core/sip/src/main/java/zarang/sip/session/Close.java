package zarang.sip.session;

import zarang.call.Cause;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.ResponseListener;
import zarang.sip.transaction.ServerTransaction;

/** Ends a session, from either side. RFC 3261 §15. */
public final class Close {
    private Close() {}

    /**
     * We end it, in whatever state it is: CANCEL, a refusal or BYE, as soon as RFC 3261 §15 lets
     * us. The listener is told at once. Harmless when repeated.
     */
    public static void end(Session session, Cause cause) {
        Session.SettingUp begun = session.settingUp();
        if (begun != null) {
            begun.abandon(cause);
        } else if (session.isUp()) {
            session.leave(cause);
            if (session.isAcknowledged()) {
                bye(session, cause);
            }
            session.listener().ended(new SessionEnd(cause, false, 0));
        }
    }

    /** A BYE came. */
    static void answer(Session session, ServerTransaction in) {
        in.respond(session.local().responses().plain(in.request(), 200));
        Session.SettingUp begun = session.settingUp();
        if (begun != null) {
            begun.withdrawn(Causes.said(in.request()));
        } else {
            session.over(new SessionEnd(Causes.said(in.request()), true, 0));
        }
    }

    /** Says BYE: our last 2xx has its ACK, or will never have it. */
    static void bye(Session session, Cause cause) {
        SipRequest bye =
                session.dialog().request("BYE").header("Reason", Causes.reason(cause)).build();
        session.send(bye, new Replies(session));
    }

    /**
     * Ends it if a response within it says that the other side knows nothing of the dialog or is
     * not there: RFC 3261 §12.2.1.2.
     */
    static void endIfLost(Session session, int status) {
        if (status == 481 || status == 408) {
            end(session, Causes.of(status));
        }
    }

    /** Whatever answers a BYE, the dialog is over: RFC 3261 §15.1.1. */
    private record Replies(Session session) implements ResponseListener {
        @Override
        public void onFinal(SipResponse response, Hop source) {
            over();
        }

        @Override
        public void onFailure(int status) {
            over();
        }

        private void over() {
            session.over(new SessionEnd(Cause.NORMAL_CLEARING, false, 0));
        }
    }
}
