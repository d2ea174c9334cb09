package zarang.sip.session;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import zarang.call.loop.ControlLoop;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.sdp.SdpDirection;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.ResponseListener;

/**
 * Another offer of ours within a session, by re-INVITE: hold, resume. RFC 3261 §14.1. Theirs is
 * {@link Reinvite}.
 *
 * <p>It waits until neither side has an INVITE under way. If it meets one of theirs (491) it rests
 * for a random time and goes again; of several wishes that wait the last is the one that counts.
 */
public final class Modify implements Session.Change {
    private final Session session;

    /** What is still to be offered; null if nothing is. */
    private @Nullable SdpDirection wanted;

    private SdpDirection agreed = SdpDirection.SENDRECV;
    private ControlLoop.@Nullable Timer resting;
    private int glares;

    private Modify(Session session) {
        this.session = session;
    }

    /**
     * Changes how our media flows, as soon as the rules of offer and answer let us: {@code
     * SENDONLY} holds the other side, {@code SENDRECV} resumes. The listener hears what comes of
     * it: the stream changed, or the change was refused. Nothing happens if the session is not up.
     */
    public static void offer(Session session, SdpDirection direction) {
        if (session.isUp()) {
            session.change(Modify::new).want(direction);
        }
    }

    /** Offers what is agreed on once more, which shows who is there. RFC 4028 §7.4. */
    static void repeat(Session session) {
        session.change(Modify::new).repeat();
    }

    @Override
    public void want(SdpDirection direction) {
        wanted = direction;
        glares = 0;
        free();
    }

    @Override
    public void repeat() {
        want(wanted == null ? agreed : wanted);
    }

    @Override
    public void free() {
        SdpDirection next = wanted;
        if (next != null && resting == null && session.isFree()) {
            wanted = null;
            new Sent(next).go();
        }
    }

    @Override
    public void stop() {
        wanted = null;
        if (resting != null) {
            resting.cancel();
        }
    }

    private void rested() {
        resting = null;
        free();
    }

    /** One re-INVITE of ours. §14.1. */
    private final class Sent implements ResponseListener {
        private final SdpDirection direction;
        private final SentAcks acks;
        private @Nullable ProvedRequest sent;

        Sent(SdpDirection direction) {
            this.direction = direction;
            acks = new SentAcks(session.local().layer(), this::invite);
        }

        private SipRequest invite() {
            return requireNonNull(sent).request();
        }

        void go() {
            session.exchange().direct(direction);
            LocalEnd local = session.local();
            Hop hop = session.dialog().hop();
            SipRequest.Builder invite =
                    session.dialog()
                            .request("INVITE")
                            .contact(local.contact(hop))
                            .header("Allow", local.responses().allow())
                            .body(Responses.SDP, Responses.bytes(session.exchange().offer()));
            session.watch().ask(invite);
            sent = session.send(invite.build(), this);
        }

        @Override
        public void onFinal(SipResponse response, Hop source) {
            if (response.isSuccess()) {
                success(response, source);
            } else if (session.isUp() && session.watch().asksLonger(response)) {
                withdrawn();
                wanted = wanted == null ? direction : wanted;
                session.free();
            } else {
                refused(response.status());
            }
        }

        @Override
        public void onSuccessAgain(SipResponse response, Hop source) {
            acks.isKnown(response);
        }

        @Override
        public void onFailure(int status) {
            refused(status);
        }

        /** The ACK goes even if the session ended meanwhile. */
        private void success(SipResponse response, Hop source) {
            session.dialog().refresh(response);
            acks.acknowledge(response, session.dialog());
            if (session.isUp()) {
                agreed = direction;
                session.heardFrom(source);
                session.watch().answered(response);
                Descriptions.take(session, response);
                session.free();
            }
        }

        /** All is as it was before. */
        private void withdrawn() {
            session.exchange().withdrawn();
            session.exchange().direct(agreed);
        }

        private void refused(int status) {
            withdrawn();
            if (status == 491 && session.isUp() && ++glares < Glare.MAX) {
                wanted = wanted == null ? direction : wanted;
                LocalEnd local = session.local();
                Duration rest = Glare.rest(session.dialog().ownsCallId(), local.random());
                resting = local.loop().schedule(rest, Modify.this::rested);
                return;
            }
            Close.endIfLost(session, status);
            if (session.isUp()) {
                if (direction == agreed) {
                    session.watch().refused();
                } else {
                    session.listener().changeRefused(status);
                }
                session.free();
            }
        }
    }
}
