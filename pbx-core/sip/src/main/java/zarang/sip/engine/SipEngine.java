package zarang.sip.engine;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.LegId;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.engine.Receipt;
import zarang.media.MediaSession;
import zarang.sip.auth.DigestServer;
import zarang.sip.auth.GuessBrake;
import zarang.sip.ban.Offence;
import zarang.sip.ban.Scanners;
import zarang.sip.carrier.CarrierPorts;
import zarang.sip.carrier.Carriers;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.registrar.RegistrarListener;
import zarang.sip.session.Accept;
import zarang.sip.session.Causes;
import zarang.sip.session.InboundRequests;
import zarang.sip.session.Invitation;
import zarang.sip.session.UserAgent;
import zarang.sip.session.UserAgentSettings;
import zarang.sip.source.LogLimit;
import zarang.sip.source.Standings;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.ServerTransaction;
import zarang.sip.trunk.Trunk;

/**
 * Legs over SIP: what {@link EmbeddedEngine} does once its sockets are open.
 *
 * <p><b>Concurrency.</b> Control loop only, without exception: packets, commands and what media
 * says are posted to it, and each event leaves in a message of its own, so that nobody is called
 * while the engine is in the middle of something.
 *
 * <p><b>States.</b> A leg is there from its INVITE, or its {@code Dial}, until its one {@code
 * Ended}; it opens media before anything is said to the other side and closes it at its end. A
 * session may outlive its leg by the time that its BYE or CANCEL takes. A command to a leg that is
 * gone is answered {@code NO_SUCH_LEG}: it crossed the leg's end.
 *
 * <p><b>Bounds.</b> {@code legsMax} sessions, then 503; of one source as {@link Door} allows; each
 * leg one media port, and no port is a 503 or a {@code CONGESTION}. Whatever is refused before a
 * leg is there leaves no state: that is why {@link #refusal} asks first and {@link #invited}
 * spends.
 */
final class SipEngine implements InboundRequests {
    private static final Logger log = LoggerFactory.getLogger(SipEngine.class);
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final EnginePorts ports;
    private final UserAgent agent;
    private final DigestServer digest;
    private final AgentPhones phones;
    private final RegisterPath path;
    private final Registration registration;
    private final Map<LegId, SipLeg> legs = new HashMap<>();
    private final EngineBridges bridges = new EngineBridges(this::media);

    private final LegDialling dialling;
    private final GuessBrake brake;
    private final PhoneCallers callers;
    private final Holders holders;
    private final Offenders offenders;
    private final Carriers carriers;
    private final TakeOver takeOver;
    private final Door door;
    private final LogLimit noMedia;
    private boolean accepting = true;
    private long refusedForMedia;
    private long refusedForOffer;

    /** Makes the engine and attaches it to the transaction layer. */
    SipEngine(EngineSettings settings, EnginePorts ports) {
        this.ports = ports;
        this.agent =
                new UserAgent(
                        ports.loop(),
                        ports.layer(),
                        ports.random(),
                        UserAgentSettings.of(settings.product(), "", settings.legsMax())
                                .withSessionExpires(settings.sessionExpires()),
                        this);
        this.digest =
                new DigestServer(
                        settings.realm(),
                        settings.digest(),
                        ports.accounts(),
                        ports.loop(),
                        ports.random());
        this.phones =
                new AgentPhones(
                        ports.loop(),
                        settings.registrar(),
                        ports.accounts(),
                        ports.bindings(),
                        new Registrations());
        this.holders =
                new Holders(ports.loop(), ports.trunks(), phones, ports.bans(), this::eachHop);
        this.offenders = new Offenders(ports.bans(), holders);
        this.brake = new GuessBrake(ports.loop()::nanos, ports.random());
        this.path = new RegisterPath(settings.registrar().pathFrom(), ports.loop()::nanos);
        this.registration =
                new Registration(
                        digest,
                        phones.here(),
                        settings.product(),
                        brake,
                        offenders,
                        path,
                        ports.loop()::nanos);
        this.callers = new PhoneCallers(digest, phones, brake);
        this.carriers =
                new Carriers(
                        new CarrierPorts(
                                ports.loop(),
                                ports.layer(),
                                agent::contact,
                                ports.lookup(),
                                ports.random(),
                                ports.listener()::trunkChanged),
                        ports.trunks());
        this.dialling = new LegDialling(settings, ports, agent, phones, carriers);
        this.takeOver = new TakeOver(agent, legs);
        this.door = new Door(settings.admission(), ports.loop()::nanos);
        this.noMedia = new LogLimit(ports.loop()::nanos);
        ports.layer().attach(agent);
    }

    /** Does it, or says that there is nothing to do it with. */
    Receipt execute(LegCommand command) {
        assert ports.loop().isLoop();
        boolean alive = command instanceof LegCommand.Dial || legs.containsKey(command.leg());
        carryOut(command);
        return alive ? Receipt.TAKEN : Receipt.NO_SUCH_LEG;
    }

    private void carryOut(LegCommand command) {
        switch (command) {
            case LegCommand.Dial dial -> dial(dial);
            case LegCommand.Ring c -> incoming(c.leg(), Accept::ring);
            case LegCommand.Progress c -> incoming(c.leg(), Accept::progress);
            case LegCommand.TellTransfer c ->
                    leg(c.leg()).ifPresent(leg -> leg.tell(c.transfer(), c.progress()));
            case LegCommand.Answer c -> incoming(c.leg(), Accept::answer);
            case LegCommand.Reject c -> leg(c.leg()).ifPresent(leg -> leg.hangUp(c.cause()));
            case LegCommand.HangUp c -> leg(c.leg()).ifPresent(leg -> leg.hangUp(c.cause()));
            case LegCommand.Play c ->
                    media(c.leg(), m -> m.play(c.play(), c.prompts(), c.language(), c.loop()));
            case LegCommand.StopPlay c -> media(c.leg(), MediaSession::stopPlay);
            case LegCommand.PausePlay c -> media(c.leg(), MediaSession::pausePlay);
            case LegCommand.ResumePlay c -> media(c.leg(), MediaSession::resumePlay);
            case LegCommand.SeekPlay c -> media(c.leg(), m -> m.seekPlay(c.by()));
            case LegCommand.SetVolume c -> media(c.leg(), m -> m.volume(c.decibels()));
            case LegCommand.DetectAnswerer c -> media(c.leg(), MediaSession::detectAnswerer);
            case LegCommand.Join join -> bridges.join(join);
            case LegCommand.Part part -> bridges.part(part);
            case LegCommand.StartRecording start -> bridges.startRecording(start);
            case LegCommand.RecordToo more -> bridges.recordToo(more);
            case LegCommand.StopRecording stop -> bridges.stopRecording(stop.bridge());
        }
    }

    /** Takes no new calls: INVITE and OPTIONS get 503. Calls that are on go on. */
    void stopAccepting() {
        accepting = false;
    }

    /** Whether that user has a phone. */
    boolean isRegistered(String user) {
        return phones.isRegistered(user);
    }

    /** The phones of users. */
    AgentPhones phones() {
        return phones;
    }

    /** What sources and connections are to us, for those who judge them. */
    Standings standings() {
        return holders;
    }

    private void eachHop(Consumer<Hop> listener) {
        phones.eachFlow(listener);
        agent.eachHop(listener);
    }

    /** The trunks that calls go out through. */
    Carriers carriers() {
        return carriers;
    }

    /** What the engine has seen. */
    EngineCounts counts() {
        return new EngineCounts(
                legs.size(),
                agent.sessions(),
                phones.here().registeredUsers(),
                refusedForMedia + dialling.refusedForMedia(),
                refusedForOffer,
                door.refusedUnknown(),
                door.refusedBusy(),
                digest.attacks(),
                digest.replays(),
                brake.unjudged(),
                path.ignored());
    }

    @Override
    public boolean isAccepting() {
        return accepting;
    }

    @Override
    public void registering(ServerTransaction register) {
        registration.answer(register);
    }

    @Override
    public Optional<SipResponse.Builder> unregistered(SipRequest register, Hop source) {
        return registration.unjudged(register, source);
    }

    @Override
    public Optional<SipResponse.Builder> unproved(SipRequest invite, Hop source) {
        return callers.unproved(invite, source);
    }

    /** A scanner that says so is told once, and is not listened to after that. */
    @Override
    public boolean isUnwanted(SipRequest request, Hop source) {
        InetAddress address = source.address().getAddress();
        boolean unwanted =
                Scanners.isOne(request.headerLines("User-Agent")) && offenders.isStranger(address);
        if (unwanted) {
            offenders.offended(address, Offence.SCANNER);
        }
        return unwanted;
    }

    /** A stranger whose calls are refused for what they are is held to account for it. */
    @Override
    public Optional<Integer> refusal(SipRequest invite, Hop source) {
        Optional<Integer> refused = reasonAgainst(invite, source);
        refused.filter(status -> status == FORBIDDEN || status == NOT_FOUND)
                .ifPresent(
                        status -> offenders.offended(source.address().getAddress(), Offence.CALL));
        return refused;
    }

    private Optional<Integer> reasonAgainst(SipRequest invite, Hop source) {
        InetAddress address = source.address().getAddress();
        Optional<Trunk> trunk = ports.trunks().of(address);
        Optional<String> user = callers.user(invite);
        Optional<Integer> refused =
                door.refusal(address, trunk.isPresent() || user.isPresent())
                        .or(() -> takeOver.refusal(invite, trunk, user));
        if (refused.isPresent()) {
            return refused;
        }
        return ports.listener()
                .refusal(arrived(ports.legs().next(), invite, trunk))
                .map(Causes::status);
    }

    private LegEvent.Arrived arrived(LegId leg, SipRequest invite, Optional<Trunk> trunk) {
        return InviteReading.of(leg, invite, trunk, callers.user(invite), takeOver.leg(invite));
    }

    /**
     * The other leg of a phone that calls while it talks: whom it calls may be handed to whom it
     * talks with, and only legs of one media loop can be bridged. A call that joins another comes
     * before that.
     */
    private @Nullable MediaSession beside(LegEvent.Arrived arrived) {
        return ports.listener()
                .beside(arrived)
                .or(() ->
                        Optional.of(arrived.origin().user())
                                .filter(user -> !user.isEmpty())
                                .flatMap(dialling::legOf))
                .map(legs::get)
                .map(SipLeg::media)
                .orElse(null);
    }

    @Override
    public void invited(Invitation invitation) {
        assert ports.loop().isLoop();
        InetAddress source = invitation.source().address().getAddress();
        SipLeg leg = newLeg(ports.legs().next());
        Optional<Trunk> trunk = ports.trunks().of(source);
        LegEvent.Arrived arrived = arrived(leg.id(), invitation.request(), trunk);
        Optional<MediaSession> media = ports.media().open(leg.mediaListener(), beside(arrived));
        if (media.isEmpty()) {
            refusedForMedia++;
            noMedia.of(source)
                    .ifPresent(
                            times -> log.warn("leg.refused reason=no-media-port times={}", times));
            invitation.refuse(503);
            return;
        }
        Optional<Accept> accept = invitation.prepare(dialling.sdp(media.get(), source), leg);
        if (accept.isEmpty()) {
            refusedForOffer++;
            log.info("leg.refused leg={} reason=no-common-media", leg.id());
            media.get().close();
            return;
        }
        leg.attach(media.get());
        leg.attach(accept.get(), arrived.origin());
        legs.put(leg.id(), leg);
        door.begun(accept.get());
        carriers.arrived(leg.id(), trunk);
        emit(arrived);
    }

    private void dial(LegCommand.Dial dial) {
        SipLeg leg = newLeg(dial.leg());
        leg(dial.beside()).ifPresent(leg::goesOnFor);
        legs.put(leg.id(), leg);
        dialling.dial(dial, leg, media(dial.beside()));
    }

    /** Tells the floor, and lets a phone that came while its user is rung ring with the others. */
    private final class Registrations implements RegistrarListener {
        @Override
        public void registered(String user) {
            dialling.cameFor(user);
            ports.listener().phoneCame(user);
        }

        @Override
        public void unregistered(String user) {
            ports.listener().phonesGone(user);
        }
    }

    private SipLeg newLeg(LegId id) {
        return new SipLeg(id, ports.loop(), this::emit, this::gone);
    }

    private void gone(SipLeg leg) {
        bridges.gone(leg.id());
        legs.remove(leg.id(), leg);
        dialling.gone(leg.id());
        carriers.gone(leg.id());
        leg.incoming().ifPresent(door::over);
    }

    private Optional<SipLeg> leg(LegId id) {
        return Optional.ofNullable(legs.get(id));
    }

    private void incoming(LegId id, Consumer<Accept> verb) {
        leg(id).flatMap(SipLeg::incoming).ifPresent(verb);
    }

    private void media(LegId id, Consumer<MediaSession> verb) {
        MediaSession media = media(id);
        if (media != null) {
            verb.accept(media);
        }
    }

    private @Nullable MediaSession media(LegId id) {
        SipLeg leg = legs.get(id);
        return leg == null ? null : leg.media();
    }

    private void emit(LegEvent event) {
        ports.loop().post(() -> ports.listener().onLeg(event));
    }
}
