package zarang.sip.engine;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.engine.CallerShown;
import zarang.call.engine.DialTarget;
import zarang.call.engine.LegCommand;
import zarang.call.engine.RungFor;
import zarang.call.loop.ControlLoop;
import zarang.media.MediaSession;
import zarang.sip.carrier.Carriers;
import zarang.sip.carrier.OutsideCall;
import zarang.sip.carrier.TrunkCall;
import zarang.sip.message.Header;
import zarang.sip.message.NameAddr;
import zarang.sip.message.SipUri;
import zarang.sip.sdp.SdpSession;
import zarang.sip.session.Causes;
import zarang.sip.session.OutgoingCall;
import zarang.sip.session.SessionEnd;
import zarang.sip.session.UserAgent;
import zarang.sip.transaction.Hop;

/** Places outgoing legs: at phones, all at once, or through trunks. Control loop only. */
final class LegDialling {
    private static final Logger log = LoggerFactory.getLogger(LegDialling.class);

    private final String host;
    private final CallerDisplay display;
    private final ControlLoop loop;
    private final MediaOpener media;
    private final RandomGenerator random;
    private final UserAgent agent;
    private final AgentPhones phones;
    private final Carriers carriers;

    /** Whose phones an outgoing leg rings, until it is over; no more than there are legs. */
    private final Map<LegId, RungUser> ringing = new HashMap<>();

    private long refusedForMedia;

    private record RungUser(String user, Fork phones) {}

    /**
     * @param settings our host, in the From of calls to phones, and what these say of a caller
     */
    LegDialling(
            EngineSettings settings,
            EnginePorts ports,
            UserAgent agent,
            AgentPhones phones,
            Carriers carriers) {
        this.host = settings.host();
        this.display = settings.display();
        this.loop = ports.loop();
        this.media = ports.media();
        this.random = ports.random();
        this.agent = agent;
        this.phones = phones;
        this.carriers = carriers;
    }

    /**
     * Places a leg; if that cannot be done, the leg is over.
     *
     * @param beside media of the leg that it is meant for
     */
    void dial(LegCommand.Dial dial, SipLeg leg, @Nullable MediaSession beside) {
        switch (dial.target()) {
            case DialTarget.Registered(String user) ->
                    ring(dial, leg, beside, phones.of(user), Cause.NO_USER_RESPONDING);
            case DialTarget.Fixed(String uri) ->
                    ring(
                            dial,
                            leg,
                            beside,
                            PhoneAddress.written(uri).stream().toList(),
                            Cause.UNALLOCATED_NUMBER);
            case DialTarget.Outside outside -> callOut(dial, leg, beside, outside);
        }
    }

    /** Phones came for that user: they ring with the others. */
    void cameFor(String user) {
        List<PhoneAddress> addresses = phones.of(user);
        ringing.values().stream()
                .filter(rung -> rung.user().equals(user))
                .forEach(rung -> rung.phones().join(addresses));
    }

    /** A leg on which that user's phone is rung or talks. */
    Optional<LegId> legOf(String user) {
        return ringing.entrySet().stream()
                .filter(rung -> rung.getValue().user().equals(user))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** That leg is over. */
    void gone(LegId leg) {
        ringing.remove(leg);
    }

    /** Legs that were not placed because no media port was free. */
    long refusedForMedia() {
        return refusedForMedia;
    }

    /**
     * What we say of our media.
     *
     * @param peer whose signalling decides of which IP version its address is
     */
    SdpSession sdp(MediaSession of, InetAddress peer) {
        return new SdpSession(random.nextLong() >>> 2, of.description().towards(peer));
    }

    private SdpSession sdp(MediaSession of, Optional<Hop> known, SipUri target) {
        return known.or(() -> agent.wayTo(target))
                .flatMap(hop -> Optional.ofNullable(hop.address().getAddress()))
                .map(peer -> sdp(of, peer))
                .orElseGet(() -> sdp(of, InetAddress.getLoopbackAddress()));
    }

    /** Opens media for a leg that is dialled; null, and the leg is over, if no port is free. */
    private @Nullable MediaSession opened(SipLeg leg, @Nullable MediaSession beside) {
        Optional<MediaSession> opened = media.open(leg.mediaListener(), beside);
        if (opened.isEmpty()) {
            refusedForMedia++;
            notDialled(leg, Cause.CONGESTION);
            return null;
        }
        leg.attach(opened.get());
        return opened.get();
    }

    private void callOut(
            LegCommand.Dial dial,
            SipLeg leg,
            @Nullable MediaSession beside,
            DialTarget.Outside outside) {
        MediaSession own = opened(leg, beside);
        if (own == null) {
            return;
        }
        CallerShown shown = dial.shown();
        // who is rung for a call may be anybody, and queues and tiers are the house's own
        String name = shown.rungFor() == RungFor.CALL ? shown.name() : display.name(shown);
        TrunkCall call =
                carriers.call(
                        new OutsideCall(outside.number(), shown.user(), name),
                        outside.trunks(),
                        (invite, listener) ->
                                agent.invite(
                                        invite.within(leg.hops()),
                                        sdp(own, invite.known(), invite.target()),
                                        listener),
                        leg);
        leg.attach(call);
        call.start().ifPresent(cause -> notDialled(leg, cause));
    }

    /**
     * Rings phones.
     *
     * @param none why the leg is over if there are none
     */
    private void ring(
            LegCommand.Dial dial,
            SipLeg leg,
            @Nullable MediaSession beside,
            List<PhoneAddress> addresses,
            Cause none) {
        if (addresses.isEmpty()) {
            notDialled(leg, none);
            return;
        }
        MediaSession own = opened(leg, beside);
        if (own == null) {
            return;
        }
        CallerShown shown = dial.shown();
        NameAddr from = CallerAddress.of(display.name(shown), shown.user(), host);
        List<Header> headers = new ArrayList<>(display.headers(shown));
        shown.handedOnBy()
                .map(agent -> CallerAddress.of("", agent.value(), host))
                .ifPresent(agent -> headers.add(new Header("Referred-By", agent.toString())));
        Fork fork =
                new Fork(
                        loop,
                        (way, phone) ->
                                agent.invite(
                                        new OutgoingCall(
                                                way.target(),
                                                way.hop(),
                                                way.routes(),
                                                from,
                                                way.redirects(),
                                                Optional.empty(),
                                                headers,
                                                leg.hops()),
                                        sdp(own, way.hop(), way.target()),
                                        phone),
                        leg);
        leg.attach(fork);
        if (dial.target() instanceof DialTarget.Registered(String user)) {
            ringing.put(leg.id(), new RungUser(user, fork));
        }
        if (!fork.ring(addresses)) {
            notDialled(leg, Cause.CONGESTION);
            return;
        }
        log.debug(
                "leg.dialled leg={} beside={} phones={}",
                leg.id(),
                dial.beside(),
                addresses.size());
    }

    private static void notDialled(SipLeg leg, Cause cause) {
        leg.ended(new SessionEnd(cause, false, Causes.status(cause)));
    }
}
