package zarang.sip.session;

import zarang.sip.sdp.AudioStream;
import zarang.sip.sdp.Negotiation;
import zarang.sip.sdp.SdpDirection;
import zarang.sip.sdp.SdpSession;

/** The offers and answers of one session: whose turn it is, and what came of them. */
final class SdpExchange {
    private final SdpSession sdp;
    private final SessionListener listener;
    private OfferAnswer turn = OfferAnswer.NOTHING;

    SdpExchange(SdpSession sdp, SessionListener listener) {
        this.sdp = sdp;
        this.listener = listener;
    }

    OfferAnswer turn() {
        return turn;
    }

    /** How our media is to flow from the next offer or answer on. */
    void direct(SdpDirection direction) {
        sdp.direct(direction);
    }

    /** Our offer, which waits for its answer. */
    String offer() {
        turn = turn.offer();
        return sdp.offer();
    }

    /** Our answer to their offer: {@link #agreed} once it is sent. Refused, all is as it was. */
    Negotiation answer(String offer) {
        turn = turn.offered();
        Negotiation made = sdp.answer(offer);
        if (made instanceof Negotiation.Refused) {
            turn = turn.withdrawn();
        }
        return made;
    }

    /** Their answer to our offer: {@link #agreed} if it can be used. */
    Negotiation accept(String answer) {
        return sdp.accept(answer);
    }

    /** Media is agreed on, for the first time or anew. */
    void agreed(AudioStream stream) {
        boolean first = turn.isFirst();
        turn = turn.agreed();
        if (first) {
            listener.answered(stream);
        } else {
            listener.streamChanged(stream);
        }
    }

    /** Our offer was refused: all is as it was. */
    void withdrawn() {
        turn = turn.withdrawn();
    }
}
