package zarang.sip.session;

import java.util.List;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.ResponseListener;
import zarang.sip.transaction.ServerTransaction;

/** Digits by INFO within a session, RFC 6086 without its packages. */
public final class SipInfo {
    private SipInfo() {}

    /** Tells the other side a digit, if the session is up. */
    public static void send(Session session, char digit, int durationMs) {
        if (!session.isUp()) {
            return;
        }
        SipRequest info =
                session.dialog()
                        .request("INFO")
                        .body(
                                "application/dtmf-relay",
                                Responses.bytes(InfoDigit.written(digit, durationMs)))
                        .build();
        session.send(info, new Replies(session));
    }

    /** An INFO came; one before the answer tells nothing. */
    static void answer(Session session, ServerTransaction in) {
        Responses responses = session.local().responses();
        SipRequest request = in.request();
        if (session.settingUp() != null) {
            in.respond(responses.plain(request, 200));
            return;
        }
        InfoDigit.Reading reading = InfoDigit.read(request.bodies().orElse(List.of()));
        boolean nonsense = reading instanceof InfoDigit.Reading.Nonsense;
        in.respond(responses.plain(request, nonsense ? 400 : 200));
        if (reading instanceof InfoDigit.Reading.Pressed(char digit) && session.isUp()) {
            session.listener().digit(digit);
        }
    }

    private record Replies(Session session) implements ResponseListener {
        @Override
        public void onFinal(SipResponse response, Hop source) {
            Close.endIfLost(session, response.status());
        }

        @Override
        public void onFailure(int status) {
            Close.end(session, Causes.of(status));
        }
    }
}
