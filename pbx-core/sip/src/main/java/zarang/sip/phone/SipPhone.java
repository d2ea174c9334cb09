package zarang.sip.phone;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import zarang.call.Cause;
import zarang.call.loop.ControlLoop;
import zarang.call.recording.RecordingSink;
import zarang.media.AudioTap;
import zarang.media.MediaSession;
import zarang.sip.auth.DigestClient;
import zarang.sip.engine.CallerAddress;
import zarang.sip.engine.MediaOpener;
import zarang.sip.message.NameAddr;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.message.SipUri;
import zarang.sip.sdp.SdpSession;
import zarang.sip.session.Accept;
import zarang.sip.session.InboundRequests;
import zarang.sip.session.Invitation;
import zarang.sip.session.OutgoingCall;
import zarang.sip.session.Redirects;
import zarang.sip.session.Session;
import zarang.sip.session.UserAgent;
import zarang.sip.session.UserAgentSettings;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.ServerTransaction;
import zarang.sip.transaction.TransactionLayer;

/** A telephone without a person. Control loop only. */
public final class SipPhone implements InboundRequests {
    /** A digit is held that long, and gaps between digits are left to the media session. */
    private static final int DIGIT_MS = 120;

    /** One call, and those that are still being ended. */
    private static final int SESSIONS_MAX = 32;

    private static final String PRODUCT = "Zarang-Phone";

    /**
     * What the phone is wired to.
     *
     * @param layer not attached to anybody yet
     * @param random unpredictable: tags and session ids come from it
     */
    public record Ports(
            ControlLoop loop,
            TransactionLayer layer,
            MediaOpener media,
            RandomGenerator random,
            Consumer<PhoneEvent> events) {}

    private final PhoneSettings settings;
    private final Ports ports;
    private final UserAgent agent;
    private final NameAddr address;
    private @Nullable Registering registering;
    private @Nullable PhoneCall call;
    private long plays;

    /** Makes a phone and attaches it to the transaction layer. */
    public SipPhone(PhoneSettings settings, Ports ports) {
        this.settings = settings;
        this.ports = ports;
        this.address = CallerAddress.of("", settings.user(), settings.host());
        String user = address.uri() instanceof SipUri uri && uri.user() != null ? uri.user() : "";
        this.agent =
                new UserAgent(
                        ports.loop(),
                        ports.layer(),
                        ports.random(),
                        UserAgentSettings.of(PRODUCT, user, SESSIONS_MAX),
                        this);
        ports.layer().attach(agent);
    }

    /**
     * Registers, and stays so. False if the server's URI cannot be used: another transport than UDP
     * or TCP.
     */
    public boolean register() {
        Optional<Hop> hop = agent.wayTo(settings.server());
        if (hop.isEmpty()) {
            return false;
        }
        Registering fresh =
                new Registering(
                        ports.loop(),
                        ports.layer(),
                        settings,
                        hop.get(),
                        new Registering.Names(address, agent.contact(hop.get())),
                        credentials(),
                        this::emit);
        if (registering != null) {
            registering.retire();
        }
        registering = fresh;
        fresh.start();
        return true;
    }

    /** Asks the server to forget the phone. */
    public void unregister() {
        if (registering != null) {
            registering.leave();
        }
    }

    /** Places a call. False if the phone is busy, no media port is free, or there is no way. */
    public boolean call(SipUri target) {
        if (call != null) {
            return false;
        }
        PhoneCall placed = newCall();
        Optional<MediaSession> media = ports.media().open(placed, null);
        if (media.isEmpty()) {
            return false;
        }
        OutgoingCall wish =
                new OutgoingCall(
                        target,
                        Optional.empty(),
                        List.of(),
                        address,
                        Redirects.NONE,
                        credentials(),
                        List.of());
        Optional<Session> session = agent.invite(wish, sdp(media.get()), placed);
        if (session.isEmpty()) {
            media.get().close();
            return false;
        }
        placed.attach(media.get());
        placed.attach(session.get());
        call = placed;
        return true;
    }

    /** Answers what rings here. */
    public void answer() {
        if (call != null) {
            call.answer();
        }
    }

    /** Ends the call in whatever state it is; an incoming one that rings is declined. */
    public void hangUp() {
        if (call != null) {
            call.hangUp(Cause.NORMAL_CLEARING);
        }
    }

    /** Presses a key: by RFC 4733. */
    public void press(char digit) {
        media().ifPresent(m -> m.sendDigit(digit, DIGIT_MS));
    }

    /** Presses a key: by SIP INFO. */
    public void pressByInfo(char digit) {
        if (call != null) {
            call.sendInfo(digit, DIGIT_MS);
        }
    }

    /**
     * Puts the call on hold, or takes it off: by re-INVITE. {@link PhoneEvent.Holding} or {@link
     * PhoneEvent.HoldRefused} says what came of it.
     */
    public void hold(boolean wanted) {
        if (call != null) {
            call.hold(wanted);
        }
    }

    /** Says a prompt of the phone's own library. */
    public void play(List<String> prompts, String language, boolean loop) {
        media().ifPresent(m -> m.play(++plays, prompts, language, loop));
    }

    /** Copies what is heard into {@code sink}, as its caller side. */
    public void listen(RecordingSink sink) {
        media().ifPresentOrElse(m -> m.tap(new AudioTap(sink), RecordingSink.CALLER), sink::finish);
    }

    /** Whether a call is on, in whatever state. */
    public boolean isBusy() {
        return call != null;
    }

    /** SIP sessions that are going on or being ended: 0 when the phone may be thrown away. */
    public int sessions() {
        return agent.sessions();
    }

    @Override
    public boolean isAccepting() {
        return true;
    }

    /** A phone refuses in its own words: see {@link #invited}. */
    @Override
    public Optional<Integer> refusal(SipRequest invite, Hop source) {
        return Optional.empty();
    }

    @Override
    public void invited(Invitation invitation) {
        if (call != null) {
            invitation.refuse(486);
            return;
        }
        switch (settings.policy()) {
            case AnswerPolicy.Refuse(int status) -> invitation.refuse(status);
            case AnswerPolicy.LetRing policy -> ring(invitation, Optional.empty());
            case AnswerPolicy.After(Duration ringing) -> ring(invitation, Optional.of(ringing));
        }
    }

    private void ring(Invitation invitation, Optional<Duration> delay) {
        PhoneCall taken = newCall();
        Optional<MediaSession> media = ports.media().open(taken, null);
        if (media.isEmpty()) {
            invitation.refuse(503);
            return;
        }
        Optional<Accept> accept = invitation.prepare(sdp(media.get()), taken);
        if (accept.isEmpty()) {
            media.get().close();
            return;
        }
        taken.attach(media.get());
        call = taken;
        NameAddr caller = invitation.request().from();
        String user = caller.uri() instanceof SipUri uri ? uri.decodedUser() : "";
        emit(new PhoneEvent.Incoming(user, caller.display()));
        taken.ring(accept.get(), delay);
    }

    /** A phone is no registrar. */
    @Override
    public Optional<SipResponse.Builder> unregistered(SipRequest register, Hop source) {
        return Optional.of(
                SipResponse.to(register, 405)
                        .header("Allow", "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO"));
    }

    /** {@link #unregistered} answers every one. */
    @Override
    public void registering(ServerTransaction register) {
        register.respond(register.response(405).build());
    }

    private PhoneCall newCall() {
        return new PhoneCall(ports.loop(), this::emit, () -> call = null);
    }

    private Optional<MediaSession> media() {
        return call == null ? Optional.empty() : call.media();
    }

    private Optional<DigestClient> credentials() {
        return settings.secret().map(s -> new DigestClient(settings.user(), s, ports.random()));
    }

    private SdpSession sdp(MediaSession media) {
        return new SdpSession(ports.random().nextLong() >>> 2, media.description());
    }

    private void emit(PhoneEvent event) {
        ports.loop().post(() -> ports.events().accept(event));
    }
}
