package zarang.sip.session;

import java.util.Optional;
import java.util.OptionalLong;
import zarang.sip.auth.DigestClient;
import zarang.sip.dialog.Dialog;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.message.SipSyntax;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.ResponseListener;
import zarang.sip.transaction.ServerTransaction;

/** Acknowledges a reliable provisional response, from either side. RFC 3262. */
final class Prack {
    private static final long RSEQ_MAX = 0x7FFF_FFFFL;

    private Prack() {}

    /**
     * A PRACK came: 481 if nothing waits for it, §3. It may bring an answer, or an offer, which is
     * taken as that of an UPDATE is: one that comes before theirs has its answer gets 500, RFC 3311
     * §5.2, and what it acknowledges is acknowledged all the same.
     */
    static void answer(Session session, ServerTransaction in) {
        SipRequest prack = in.request();
        LocalEnd local = session.local();
        if (session.leaving() != null || !session.acknowledged(prack)) {
            in.respond(local.responses().plain(prack, 481));
            return;
        }
        Optional<String> description = Descriptions.in(prack);
        boolean answers = session.exchange().turn().isOurs();
        if (description.isPresent() && !answers) {
            Update.answer(session, in);
        } else {
            in.respond(local.responses().plain(prack, 200));
            if (answers) {
                Descriptions.take(session, prack);
            }
        }
        session.prackTaken();
    }

    /** The number of a response that is to be acknowledged; empty if it is not, or has none. */
    static OptionalLong numberOf(SipResponse response) {
        if (!Extensions.requires(response, Provisionals.OPTION)) {
            return OptionalLong.empty();
        }
        OptionalLong number = SipSyntax.deltaSeconds(response.header("RSeq").orElse(""));
        return number.isPresent() && number.getAsLong() > 0 && number.getAsLong() <= RSEQ_MAX
                ? number
                : OptionalLong.empty();
    }

    /** Acknowledges it, §4. */
    static void send(
            LocalEnd local,
            Dialog dialog,
            Optional<DigestClient> credentials,
            long number,
            SipResponse response) {
        SipRequest prack =
                dialog.request("PRACK").header("RAck", number + " " + response.cseq()).build();
        ProvedRequest.send(local, dialog, credentials, prack, new Replies());
    }

    /** Whatever answers it, the INVITE has an end of its own. */
    private record Replies() implements ResponseListener {
        @Override
        public void onFinal(SipResponse response, Hop source) {}

        @Override
        public void onFailure(int status) {}
    }
}
