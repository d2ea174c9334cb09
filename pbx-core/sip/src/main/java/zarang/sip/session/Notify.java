package zarang.sip.session;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import zarang.call.loop.ControlLoop;
import zarang.sip.message.ReasonPhrase;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.ResponseListener;

/**
 * Tells a phone what becomes of its REFERs: NOTIFY with a status line (message/sipfrag), RFC 3515
 * §2.4. Each is told until its final status, or for 3 minutes, then 408. Control loop only.
 */
final class Notify implements Session.Wishes {
    /** Wishes of one session at one time; a person has one. */
    private static final int MAX = 4;

    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final int TRYING = 100;

    private final Session session;
    private final Map<Long, ControlLoop.Timer> open = new HashMap<>();

    /** The first of a dialog needs no name of its own, and some phones know none. §2.4.6. */
    private @Nullable Long first;

    Notify(Session session) {
        this.session = session;
    }

    @Override
    public boolean areFull() {
        return open.size() >= MAX;
    }

    @Override
    public void open(long wish) {
        if (first == null) {
            first = wish;
        }
        open.put(
                wish,
                session.local()
                        .loop()
                        .schedule(LONGEST, () -> tell(wish, ResponseListener.TIMED_OUT)));
        tell(wish, TRYING);
    }

    @Override
    public void tell(long wish, int status) {
        ControlLoop.Timer timer = open.get(wish);
        if (timer == null || !session.isUp()) {
            return;
        }
        boolean last = status >= 200;
        if (last) {
            timer.cancel();
            open.remove(wish);
        }
        String event = first != null && first == wish ? "refer" : "refer;id=" + wish;
        String fragment = "SIP/2.0 " + status + " " + ReasonPhrase.of(status) + "\r\n";
        SipRequest notify =
                session.dialog()
                        .request("NOTIFY")
                        .contact(session.local().contact(session.dialog().hop()))
                        .header("Event", event)
                        .header(
                                "Subscription-State",
                                last
                                        ? "terminated;reason=noresource"
                                        : "active;expires=" + LONGEST.toSeconds())
                        .body("message/sipfrag;version=2.0", Responses.bytes(fragment))
                        .build();
        session.send(notify, new Replies(wish));
    }

    @Override
    public void stop() {
        open.values().forEach(ControlLoop.Timer::cancel);
        open.clear();
    }

    /** A phone that does not want to know is told no more; the call goes on. §2.4.4. */
    private final class Replies implements ResponseListener {
        private final long wish;

        Replies(long wish) {
            this.wish = wish;
        }

        @Override
        public void onFinal(SipResponse response, Hop source) {
            if (response.status() >= 300) {
                forget();
            }
        }

        @Override
        public void onFailure(int status) {
            forget();
        }

        private void forget() {
            ControlLoop.Timer timer = open.remove(wish);
            if (timer != null) {
                timer.cancel();
            }
        }
    }
}
