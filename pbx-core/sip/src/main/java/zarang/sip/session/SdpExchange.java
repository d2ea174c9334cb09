package zarang.sip.session;

import org.jspecify.annotations.Nullable;
import zarang.sip.sdp.AudioStream;
import zarang.sip.sdp.Negotiation;
import zarang.sip.sdp.SdpDirection;
import zarang.sip.sdp.SdpSession;

/** The offers and answers of one session: whose turn it is, and what came of them. */
final class SdpExchange {
    private final SdpSession sdp;
    private final SessionListener listener;
    private OfferAnswer turn = OfferAnswer.NOTHING;
    private boolean up;
    private boolean told;
    private @Nullable AudioStream latest;

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
        turn = turn.agreed();
        boolean known = stream.equals(latest);
        latest = stream;
        if (up) {
            answered(stream);
        } else if (!known) {
            listener.early(stream);
        }
    }

    /** The call is answered: what was agreed on before counts from now on. */
    void answered(AudioStream stream) {
        if (told) {
            listener.streamChanged(stream);
        } else {
            told = true;
            listener.answered(stream);
        }
    }

    /** The call is answered, and what was agreed on last stands. */
    void answeredAsBefore() {
        if (latest != null) {
            answered(latest);
        }
    }

    /** What a response says that may be lost: media can flow, but nothing is agreed on yet. */
    void foretold(AudioStream stream) {
        latest = stream;
        listener.early(stream);
    }

    /** There is a 2xx. */
    void establish() {
        up = true;
    }

    /** Another fork answers the same offer of ours. */
    void anotherFork() {
        turn = OfferAnswer.FIRST_OURS;
    }

    /** Our offer was refused: all is as it was. */
    void withdrawn() {
        turn = turn.withdrawn();
    }
}
