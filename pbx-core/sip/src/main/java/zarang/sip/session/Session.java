package zarang.sip.session;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import zarang.call.Cause;
import zarang.sip.auth.DigestClient;
import zarang.sip.dialog.Dialog;
import zarang.sip.dialog.Dialogs;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.sdp.SdpDirection;
import zarang.sip.sdp.SdpSession;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.ResponseListener;

/**
 * An INVITE session, of either side, from its INVITE to its end: what the verbs share. It knows no
 * verb; each is a file that acts on a session: {@link Accept} and {@link Connect} set one up,
 * {@link Confirm}, {@link Modify}, {@link SipInfo} and {@link Close} are what happens to it then.
 *
 * <p>It is being set up, then up, then being left (we ended it and the other side has not said that
 * it knows), then gone. The listener gets the end when it stops being set up or up. Control loop
 * only.
 */
public final class Session {
    /** The verb that sets it up. */
    interface SettingUp {
        /** We do not want it any more. */
        void abandon(Cause cause);

        /** Whether a PRACK is for a response of ours that waits for it. */
        default boolean acknowledged(SipRequest prack) {
            return false;
        }

        /** That PRACK was answered, and its description taken. */
        default void prackTaken() {}

        /**
         * The other side took its INVITE back; nobody but we can take back ours.
         *
         * @param why as it says
         */
        default void withdrawn(Cause why) {}
    }

    /** What we want changed in it, until that is done: {@link Modify}. */
    interface Change {
        /** Sets how our media is to flow. */
        void want(SdpDirection direction);

        /** Offers again what was agreed on last, unless something else waits. */
        void repeat();

        /** Neither side offers now. */
        void free();

        /** The session is over. */
        void stop();
    }

    /** Looks whether the other side is still there: {@link SessionTimer}. RFC 4028. */
    interface Watch {
        /** That of a session that nobody wants. */
        Watch NONE = new Watch() {};

        /** Writes into an INVITE or UPDATE of ours what we ask for. */
        default void ask(SipRequest.Builder request) {}

        /** A 2xx to an INVITE or UPDATE of ours came. */
        default void answered(SipResponse response) {}

        /** A refresh of ours was refused; the session is still up. */
        default void refused() {}

        /**
         * Whether an INVITE or UPDATE of ours was refused for asking for too short a time (422),
         * and what is asked for from here on is long enough.
         */
        default boolean asksLonger(SipResponse refusal) {
            return false;
        }

        /** Writes into our 2xx to an INVITE or UPDATE of theirs what is agreed on. */
        default void answer(SipRequest request, SipResponse.Builder response) {}

        /** The session is over, or being left. */
        default void stop() {}
    }

    /** What the other side wants done with the call, and hears about: {@link Notify}. */
    interface Wishes {
        /** None so far. */
        Wishes NONE = new Wishes() {};

        default boolean areFull() {
            return false;
        }

        default void open(long wish) {}

        default void tell(long wish, int status) {}

        /** The session is over. */
        default void stop() {}
    }

    private sealed interface Life {}

    private record BeingSetUp(SettingUp by) implements Life {}

    private enum Stage implements Life {
        UP,
        GONE
    }

    private record BeingLeft(Cause cause) implements Life {}

    private final LocalEnd local;
    private final Dialogs<Session> dialogs;
    private final SessionListener listener;
    private final SdpExchange exchange;
    private final SettingUp begunBy;
    private Map<Dialog.Key, Dialog> early = Map.of();
    private Life life;
    private Hop signalling;
    private @Nullable Dialog dialog;
    private @Nullable AwaitedAck awaited;
    private @Nullable Change change;
    private Optional<DigestClient> credentials = Optional.empty();
    private Watch watch = Watch.NONE;
    private Wishes wishes = Wishes.NONE;

    /**
     * @param signalling where the INVITE came from or goes to
     */
    Session(
            LocalEnd local,
            Dialogs<Session> dialogs,
            SdpSession sdp,
            SessionListener listener,
            Hop signalling,
            SettingUp by) {
        this.local = local;
        this.dialogs = dialogs;
        this.listener = listener;
        this.exchange = new SdpExchange(sdp, listener);
        this.signalling = signalling;
        this.begunBy = by;
        this.life = new BeingSetUp(by);
    }

    /** Where the last offer or answer of the other side came from. */
    public Hop signalling() {
        return signalling;
    }

    /** Whether it was answered and every 2xx of ours has its ACK. */
    public boolean isAcknowledged() {
        return awaited == null && !(life instanceof BeingSetUp);
    }

    LocalEnd local() {
        return local;
    }

    Dialogs<Session> dialogs() {
        return dialogs;
    }

    SessionListener listener() {
        return listener;
    }

    /** Its dialog; an outgoing session has none before its first 2xx. */
    Dialog dialog() {
        if (dialog == null) {
            throw new IllegalStateException("no dialog yet");
        }
        return dialog;
    }

    /** Where its dialog was heard; empty before there is one, though forks of it may ring. */
    Optional<Hop> heard() {
        return Optional.ofNullable(dialog).map(Dialog::heard);
    }

    /** What answers whoever asks who we are, within its dialog too. */
    void proveBy(Optional<DigestClient> ours) {
        credentials = ours;
    }

    /** Sends a request of ours in its dialog. */
    ProvedRequest send(SipRequest request, ResponseListener replies) {
        return ProvedRequest.send(local, dialog(), credentials, request, replies);
    }

    /** The verb that sets it up; null once that is over. */
    @Nullable SettingUp settingUp() {
        return life instanceof BeingSetUp(SettingUp by) ? by : null;
    }

    boolean isUp() {
        return life == Stage.UP;
    }

    /** Whether our INVITE is under way and somebody was found to ring. */
    boolean isRung() {
        return life instanceof BeingSetUp && !early.isEmpty();
    }

    /** Why we ended it, while the other side has not said that it knows; otherwise null. */
    @Nullable Cause leaving() {
        return life instanceof BeingLeft(Cause cause) ? cause : null;
    }

    /** Requests in an early dialog of its are for it too. */
    void enterEarly(Dialog begun) {
        if (early.isEmpty()) {
            early = new HashMap<>();
        }
        early.put(begun.key(), begun);
        dialogs.enter(begun.key(), this);
    }

    /** Its dialog is the one that a request names, while it has several. */
    void turnTo(SipRequest request) {
        Dialog named = early.get(Dialog.Key.of(request));
        if (named != null) {
            dialog = named;
        }
    }

    private void leaveEarly() {
        early.keySet().forEach(dialogs::leave);
        early = Map.of();
    }

    /** Whether a PRACK is for a response of ours that waits for it, also after the answer. */
    boolean acknowledged(SipRequest prack) {
        return begunBy.acknowledged(prack);
    }

    void prackTaken() {
        begunBy.prackTaken();
    }

    /** Requests in this dialog are for it from now on, and in no other. */
    void enter(Dialog begun) {
        leaveEarly();
        dialog = begun;
        dialogs.enter(begun.key(), this);
    }

    /** There is a 2xx. */
    void establish() {
        life = Stage.UP;
        exchange.establish();
    }

    /** We end it; the listener is still to be told. */
    void leave(Cause cause) {
        watch.stop();
        wishes.stop();
        life = new BeingLeft(cause);
    }

    /** Nothing more comes of it. */
    void over(SessionEnd end) {
        Life before = life;
        if (before == Stage.GONE) {
            return;
        }
        life = Stage.GONE;
        if (awaited != null) {
            awaited.stop();
            awaited = null;
        }
        if (change != null) {
            change.stop();
        }
        watch.stop();
        wishes.stop();
        leaveEarly();
        if (dialog != null) {
            dialogs.leave(dialog.key());
        }
        if (!(before instanceof BeingLeft)) {
            listener.ended(end);
        }
    }

    void await(@Nullable AwaitedAck ack) {
        awaited = ack;
    }

    @Nullable AwaitedAck awaited() {
        return awaited;
    }

    /** What is offered and answered in it. */
    SdpExchange exchange() {
        return exchange;
    }

    /** Where an offer or answer of the other side came from. */
    void heardFrom(Hop source) {
        signalling = source;
    }

    /**
     * Whether an offer may be made or taken now: it is up, and no INVITE of either side is under
     * way. RFC 3261 §14.
     */
    boolean isFree() {
        return isUp() && awaited == null && exchange.turn().isFree();
    }

    /** What we want changed; made when it is first asked for. */
    Change change(Function<Session, Change> make) {
        Change known = change;
        if (known == null) {
            known = make.apply(this);
            change = known;
        }
        return known;
    }

    /** Who looks whether the other side is still there. */
    Watch watch() {
        return watch;
    }

    void watch(Watch by) {
        watch = by;
    }

    /** What the other side wants done. */
    Wishes wishes() {
        return wishes;
    }

    void wishes(Wishes by) {
        wishes = by;
    }

    /** Neither side offers now: a change that waited may go on. */
    void free() {
        if (change != null && isFree()) {
            change.free();
        }
    }
}
