package zarang.sip.session;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import zarang.call.Cause;
import zarang.call.loop.ControlLoop;
import zarang.sip.message.SipMessage;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.session.SessionExpires.Refresher;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.ResponseListener;

/**
 * Finds out that the other side of a session has vanished. RFC 4028, both roles.
 *
 * <p>Where the refresh is ours, an UPDATE goes at half time, or a re-INVITE if the other side does
 * not serve UPDATE. Where it is theirs and does not come, the session is ended a little before its
 * time, §10. One whose other side knows no session timers is asked with OPTIONS. Whatever answers
 * is alive; 408, 481 and silence end the session. Control loop only.
 */
final class SessionTimer implements Session.Watch {
    /** §10: BYE goes that long before the end, or a third of the time, whichever is less. */
    private static final Duration EARLY_MOST = Duration.ofSeconds(32);

    /** How often an interval may be found too small (422) in a row. */
    private static final int TOO_SMALL_MAX = 3;

    /** A refresh that was refused goes again after this part of the time: thrice before its end. */
    private static final int AGAIN_PART = 8;

    private static final String UPDATE = "UPDATE";

    private enum Watching {
        /** We refresh. */
        REFRESH,
        /** They refresh. */
        AWAIT,
        /** Nobody refreshes: we ask. */
        ASK
    }

    private final Session session;
    private Watching watching = Watching.ASK;
    private Duration interval;

    /** What the other side takes at least, once it said so; s. */
    private long leastTheirs = SessionExpires.LEAST_S;

    private boolean updates;
    private int tooSmall;
    private ControlLoop.@Nullable Timer timer;

    SessionTimer(Session session) {
        this.session = session;
        this.interval = session.local().sessionExpires();
    }

    @Override
    public void ask(SipRequest.Builder request) {
        request.header("Supported", Extensions.SUPPORTED);
        ask(request, session.isUp() ? refresher() : Refresher.OPEN);
    }

    /** A refresh leaves the roles as they are: whoever sends it is its UAC. §7.4. */
    private Refresher refresher() {
        return watching == Watching.AWAIT ? Refresher.UAS : Refresher.UAC;
    }

    private void ask(SipRequest.Builder request, Refresher refresher) {
        long seconds = Math.max(interval.toSeconds(), leastTheirs);
        request.header("Session-Expires", new SessionExpires(seconds, refresher).written());
        if (leastTheirs > SessionExpires.LEAST_S) {
            request.header("Min-SE", Long.toString(leastTheirs));
        }
    }

    /** The same INVITE with a longer interval, if that is what its 422 asks for. §7.3. */
    Optional<SipRequest> again(SipRequest invite, SipResponse response) {
        if (!asksLonger(response)) {
            return Optional.empty();
        }
        SipRequest.Builder longer = invite.toBuilder().cseq(invite.cseq().number() + 1);
        ask(longer, Refresher.OPEN);
        return Optional.of(longer.build());
    }

    @Override
    public boolean asksLonger(SipResponse response) {
        long least = SessionExpires.least(response);
        if (response.status() != 422 || least <= leastTheirs || ++tooSmall > TOO_SMALL_MAX) {
            return false;
        }
        leastTheirs = least;
        return true;
    }

    @Override
    public void answered(SipResponse response) {
        tooSmall = 0;
        learn(response);
        Optional<SessionExpires> agreed = SessionExpires.in(response);
        if (agreed.isEmpty()) {
            watch(Watching.ASK, session.local().sessionExpires());
            return;
        }
        // §4: nobody may say less; a callee that says more than we asked for is asked as we would
        long seconds = Math.max(SessionExpires.LEAST_S, agreed.get().seconds());
        if (agreed.get().refresher() == Refresher.UAS) {
            watch(Watching.AWAIT, Duration.ofSeconds(seconds));
        } else {
            long most = Math.max(session.local().sessionExpires().toSeconds(), leastTheirs);
            watch(Watching.REFRESH, Duration.ofSeconds(Math.min(seconds, most)));
        }
    }

    /** As beside a re-INVITE of theirs (491): the other side counts from the last one it took. */
    @Override
    public void refused() {
        if (watching == Watching.REFRESH) {
            due(interval.dividedBy(AGAIN_PART));
        }
    }

    @Override
    public void answer(SipRequest request, SipResponse.Builder response) {
        learn(request);
        SessionExpires agreed = SessionExpires.answering(request, session.local().sessionExpires());
        boolean theirs = agreed.refresher() == Refresher.UAC;
        response.header("Session-Expires", agreed.written());
        if (theirs) {
            response.header("Require", "timer");
        }
        watch(theirs ? Watching.AWAIT : Watching.REFRESH, agreed.interval());
    }

    @Override
    public void stop() {
        if (timer != null) {
            timer.cancel();
        }
    }

    private void learn(SipMessage message) {
        if (message.header("Allow").isPresent()) {
            updates = message.values("Allow").contains(UPDATE);
        }
    }

    private void watch(Watching how, Duration over) {
        watching = how;
        interval = over;
        Duration third = over.dividedBy(3);
        Duration due =
                how == Watching.AWAIT
                        ? over.minus(third.compareTo(EARLY_MOST) < 0 ? third : EARLY_MOST)
                        : over.dividedBy(2);
        due(due);
    }

    private void due(Duration after) {
        stop();
        timer = session.local().loop().schedule(after, this::due);
    }

    private void due() {
        if (!session.isUp()) {
            return;
        }
        switch (watching) {
            case AWAIT -> Close.end(session, Cause.NO_USER_RESPONDING);
            case REFRESH -> {
                watch(watching, interval);
                refresh();
            }
            case ASK -> {
                watch(watching, interval);
                send(session.dialog().request("OPTIONS"));
            }
        }
    }

    private void refresh() {
        if (!updates) {
            Modify.repeat(session);
            return;
        }
        LocalEnd local = session.local();
        SipRequest.Builder update =
                session.dialog()
                        .request(UPDATE)
                        .contact(local.contact(session.dialog().hop()))
                        .header("Allow", local.responses().allow());
        ask(update);
        send(update);
    }

    private void send(SipRequest.Builder request) {
        session.send(request.build(), new Replies());
    }

    private final class Replies implements ResponseListener {
        @Override
        public void onFinal(SipResponse response, Hop source) {
            if (!session.isUp()) {
                return;
            }
            boolean update = response.cseq().method().equals(UPDATE);
            if (response.isSuccess() && update) {
                session.dialog().refresh(response);
                answered(response);
            } else if (asksLonger(response)) {
                refresh();
            } else if (update && (response.status() == 405 || response.status() == 501)) {
                updates = false;
                refresh();
            } else {
                Close.endIfLost(session, response.status());
                if (update && session.isUp()) {
                    refused();
                }
            }
        }

        @Override
        public void onFailure(int status) {
            Close.end(session, Causes.of(status));
        }
    }
}
