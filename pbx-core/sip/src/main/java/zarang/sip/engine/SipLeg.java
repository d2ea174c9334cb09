package zarang.sip.engine;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.AudioQuality;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.engine.Answerer;
import zarang.call.engine.ArrivalOrigin;
import zarang.call.engine.LegEvent;
import zarang.call.engine.TransferProgress;
import zarang.call.engine.TransferTarget;
import zarang.call.loop.ControlLoop;
import zarang.media.Agreement;
import zarang.media.MediaListener;
import zarang.media.MediaSession;
import zarang.sip.message.SipRequest;
import zarang.sip.message.Uri;
import zarang.sip.sdp.AudioStream;
import zarang.sip.session.Accept;
import zarang.sip.session.Close;
import zarang.sip.session.Dialling;
import zarang.sip.session.Refer;
import zarang.sip.session.Session;
import zarang.sip.session.SessionEnd;
import zarang.sip.session.SessionListener;
import zarang.sip.transaction.Hop;

/**
 * One leg: a SIP session with its media. Control loop, apart from what the media loop calls, which
 * is posted to it.
 */
final class SipLeg implements SessionListener {
    private static final Logger log = LoggerFactory.getLogger(SipLeg.class);

    private final LegId id;
    private final ControlLoop loop;
    private final Consumer<LegEvent> events;
    private final Consumer<SipLeg> gone;
    private final FromMedia fromMedia = new FromMedia();
    private final DigitPresses digits = new DigitPresses();
    private @Nullable MediaSession media;
    private @Nullable Accept incoming;
    private @Nullable Dialling outgoing;
    private @Nullable AudioStream stream;
    private @Nullable ArrivalOrigin origin;
    private boolean held;

    /** Whether any key came in the RTP: those go on to who hears this leg by themselves. */
    private boolean pressesEvents;

    private boolean over;

    /** Proxies that a call which goes on for this leg may pass. */
    private int hops = SipRequest.HOPS;

    SipLeg(LegId id, ControlLoop loop, Consumer<LegEvent> events, Consumer<SipLeg> gone) {
        this.id = id;
        this.loop = loop;
        this.events = events;
        this.gone = gone;
    }

    LegId id() {
        return id;
    }

    MediaListener mediaListener() {
        return fromMedia;
    }

    void attach(MediaSession session) {
        media = session;
        guard();
    }

    /**
     * @param from where it comes from
     */
    void attach(Accept accept, ArrivalOrigin from) {
        incoming = accept;
        origin = from;
        hops = Math.max(0, accept.request().maxForwards().orElse(SipRequest.HOPS) - 1);
        guard();
    }

    /** Whoever invites may lie about where it is: nothing is sent there before its ACK. */
    private void guard() {
        if (media == null || incoming == null) {
            return;
        }
        media.withhold();
        if (incoming.hasOffer()) {
            media.keepSecret();
        }
    }

    void attach(Dialling phones) {
        outgoing = phones;
    }

    /** Is dialled for another leg, so that it comes no further than that. */
    void goesOnFor(SipLeg other) {
        hops = other.hops;
    }

    /** How many proxies a call that goes on for this leg may pass: RFC 3261 §16.6 step 3. */
    int hops() {
        return hops;
    }

    @Nullable MediaSession media() {
        return media;
    }

    Optional<Accept> incoming() {
        return Optional.ofNullable(incoming);
    }

    /** The trunk at its other end; empty if there is none. */
    String trunk() {
        if (origin != null) {
            return origin.trunk();
        }
        return outgoing == null ? "" : outgoing.trunk();
    }

    void hangUp(Cause cause) {
        if (incoming != null) {
            Close.end(incoming.session(), cause);
        } else if (outgoing != null) {
            outgoing.hangUp(cause);
        }
    }

    @Override
    public void ringing() {
        emit(new LegEvent.Ringing(id));
    }

    /**
     * Whom we call is heard before it answers, or who calls is to hear us. An address that has not
     * shown to be the caller's gets nothing, or anybody could have music sent to anybody: over UDP
     * without PRACK only a trunk's own.
     */
    @Override
    public void early(AudioStream foretold) {
        connect(foretold, /* early= */ true);
        if (incoming == null) {
            emit(new LegEvent.Ringing(id, true));
        } else if (media != null && (incoming.source().protocol().reliable() || isOwn(foretold))) {
            media.release();
        }
    }

    private boolean isOwn(AudioStream foretold) {
        return origin != null
                && !origin.trunk().isEmpty()
                && signalling()
                        .filter(from -> from.equals(foretold.remote().getAddress()))
                        .isPresent();
    }

    @Override
    public void answered(AudioStream agreed) {
        connect(agreed, /* early= */ false);
        held = agreed.held();
        log.debug("leg.answered leg={} codec={}", id, agreed.codec().name());
        emit(new LegEvent.Answered(id));
    }

    @Override
    public void confirmed() {
        if (media != null) {
            media.release();
        }
    }

    @Override
    public void streamChanged(AudioStream agreed) {
        connect(agreed, /* early= */ false);
        log.info("leg.stream-changed leg={} held={}", id, agreed.held());
        if (held != agreed.held()) {
            held = agreed.held();
            emit(new LegEvent.Held(id, held));
        }
    }

    /** A phone that we dialled, or that has shown its password; never a trunk. RFC 5589 §4. */
    @Override
    public boolean mayTransfer() {
        return incoming == null ? outgoing != null : origin != null && !origin.user().isEmpty();
    }

    @Override
    public boolean transferWanted(long wish, Uri target, OptionalLong other) {
        String number = DialledNumber.of(target);
        if (other.isEmpty() && number.isEmpty()) {
            return false;
        }
        log.debug("leg.transfer-wanted leg={} attended={}", id, other.isPresent());
        emit(
                new LegEvent.TransferWanted(
                        id,
                        wish,
                        other.isPresent()
                                ? new TransferTarget.Leg(new LegId(other.getAsLong()))
                                : new TransferTarget.Dialled(number)));
        return true;
    }

    @Override
    public long number() {
        return id.value();
    }

    /** What has become of a wish of {@link #transferWanted}. */
    void tell(long wish, TransferProgress progress) {
        Session session =
                incoming != null
                        ? incoming.session()
                        : outgoing != null ? outgoing.session() : null;
        if (session != null) {
            Refer.tell(session, wish, Outcomes.status(progress));
        }
    }

    @Override
    public void digit(char digit) {
        pressed(digit, DigitSource.INFO);
    }

    @Override
    public void ended(SessionEnd end) {
        if (over) {
            return;
        }
        over = true;
        if (media != null) {
            media.close();
        }
        gone.accept(this);
        log.debug(
                "leg.ended leg={} cause={} by-remote={} status={}",
                id,
                end.cause(),
                end.byRemote(),
                end.status());
        events.accept(Outcomes.ended(id, end).with(audio()));
    }

    private void connect(AudioStream agreed, boolean early) {
        stream = agreed;
        if (media != null) {
            signalling().ifPresent(media::signalledFrom);
            Agreement agreement =
                    agreed.agreement(signalling().map(agreed::remoteOr).orElse(agreed.remote()));
            media.connect(early ? agreement.beforeAnswer() : agreement);
        }
    }

    private Optional<InetAddress> signalling() {
        Hop hop =
                incoming != null
                        ? incoming.session().signalling()
                        : outgoing != null ? outgoing.signalling() : null;
        return Optional.ofNullable(hop).map(from -> from.address().getAddress());
    }

    private void pressed(char digit, DigitSource source) {
        pressesEvents |= source == DigitSource.RFC_4733;
        if (!digits.isNew(digit, source, loop.nanos())) {
            return;
        }
        emit(new LegEvent.Digit(id, digit));
        if (source == DigitSource.INFO && !pressesEvents && media != null) {
            media.passOnDigit(digit);
        }
    }

    private void silent() {
        if (!over && stream != null) {
            log.warn("leg.media-timeout leg={} held={}", id, stream.held());
            hangUp(Cause.MEDIA_TIMEOUT);
        }
    }

    private Optional<AudioQuality> audio() {
        return media == null ? Optional.empty() : media.quality();
    }

    private void unheard() {
        if (!over) {
            log.warn(
                    "leg.unheard leg={}: no audio came within 5 s of the answer; look at the"
                            + " firewall, and at media.advertise if callers are behind a NAT",
                    id);
        }
    }

    private void deaf() {
        if (!over) {
            log.warn(
                    "leg.deaf leg={}: its phone reports that nothing we send arrives; look at the"
                            + " firewall on the way to it",
                    id);
        }
    }

    private void emit(LegEvent event) {
        if (!over) {
            events.accept(event);
        }
    }

    /** Called by the media loop. */
    private final class FromMedia implements MediaListener {
        @Override
        public void digit(char digit) {
            loop.post(() -> pressed(digit, DigitSource.RFC_4733));
        }

        @Override
        public void toneDigit(char digit) {
            loop.post(() -> pressed(digit, DigitSource.IN_BAND));
        }

        @Override
        public void playFinished(long play) {
            loop.post(() -> emit(new LegEvent.PlayFinished(id, play)));
        }

        @Override
        public void answeredBy(Answerer answerer) {
            loop.post(() -> emit(new LegEvent.AnsweredBy(id, answerer)));
        }

        @Override
        public void deaf() {
            loop.post(SipLeg.this::deaf);
        }

        @Override
        public void unheard() {
            loop.post(SipLeg.this::unheard);
        }

        @Override
        public void silent() {
            loop.post(SipLeg.this::silent);
        }
    }
}
