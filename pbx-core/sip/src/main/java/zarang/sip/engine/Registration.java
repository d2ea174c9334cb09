package zarang.sip.engine;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.sip.auth.DigestServer;
import zarang.sip.auth.DigestVerdict;
import zarang.sip.auth.GuessBrake;
import zarang.sip.ban.Offence;
import zarang.sip.message.NameAddr;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.message.SipUri;
import zarang.sip.registrar.RegisterOrder;
import zarang.sip.registrar.RegisterOutcome;
import zarang.sip.registrar.RegisterRequest;
import zarang.sip.registrar.Registrar;
import zarang.sip.source.LogLimit;
import zarang.sip.source.SourceKey;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.ServerTransaction;

/** Answers a REGISTER: who is it, may it, and what comes of it. RFC 3261 §10.3 and §22. */
final class Registration {
    private static final Logger log = LoggerFactory.getLogger(Registration.class);

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,32}");
    private static final Pattern LONG_NUMBER = Pattern.compile("[0-9]{7}");

    private final DigestServer digest;
    private final Registrar<Hop> registrar;
    private final String product;
    private final GuessBrake brake;
    private final Offenders offenders;
    private final RegisterPath path;
    private final LogLimit refused;

    Registration(
            DigestServer digest,
            Registrar<Hop> registrar,
            String product,
            GuessBrake brake,
            Offenders offenders,
            RegisterPath path,
            LongSupplier nanos) {
        this.digest = digest;
        this.registrar = registrar;
        this.product = product;
        this.brake = brake;
        this.offenders = offenders;
        this.path = path;
        this.refused = new LogLimit(nanos);
    }

    /**
     * The challenge that a REGISTER gets which bears no credentials, or comes from where too many
     * were wrong; empty if its credentials are to be judged. RFC 3261 §8.2.7 asks for no state
     * here.
     */
    Optional<SipResponse.Builder> unjudged(SipRequest register, Hop source) {
        List<String> authorization = register.headerLines("Authorization");
        boolean judged =
                digest.hasCredentials(authorization)
                        && brake.judges(suspect(authorization, source));
        return judged
                ? Optional.empty()
                : Optional.of(challenge(SipResponse.to(register, 401), digest.challenge()));
    }

    /**
     * Whom wrong credentials are held against: where they come from. A user whose phone is
     * registered from there has an account of its own, so that one phone with a wrong password does
     * not shut out the others behind its NAT.
     */
    private long suspect(List<String> authorization, Hop source) {
        InetAddress address = source.address().getAddress();
        return digest.knownUser(authorization)
                .filter(user -> isAt(registrar, user, address))
                .map(user -> SourceKey.with(SourceKey.of(address), user))
                .orElseGet(() -> SourceKey.of(address));
    }

    /** Whether a phone of that user is registered from there. */
    static boolean isAt(Registrar<Hop> registrar, String user, InetAddress address) {
        return registrar.bindings(user).stream()
                .anyMatch(phone -> address.equals(phone.flow().address().getAddress()));
    }

    void answer(ServerTransaction register) {
        SipRequest request = register.request();
        String uri = request.requestUri().toString();
        List<String> authorization = request.headerLines("Authorization");
        DigestVerdict verdict = digest.check("REGISTER", uri, authorization);
        SipResponse.Builder response =
                switch (verdict) {
                    case DigestVerdict.Accepted accepted -> authenticated(register, accepted);
                    case DigestVerdict.Challenge challenge -> {
                        if (challenge.attack()) {
                            failed(register, authorization);
                        }
                        challenge
                                .wrong()
                                .ifPresent(why ->
                                        refused(register, shown(why.user()), word(why.reason())));
                        yield challenge(register.response(401), challenge);
                    }
                    case DigestVerdict.Malformed malformed -> {
                        failed(register, authorization);
                        refused(register, "not-shown", malformed.reason());
                        yield register.response(400);
                    }
                };
        register.respond(response.header("Server", product).build());
    }

    private void failed(ServerTransaction register, List<String> authorization) {
        brake.failed(suspect(authorization, register.source()));
        offenders.offended(register.source().address().getAddress(), Offence.GUESS);
    }

    /** At most a line a minute for a source. */
    private void refused(ServerTransaction register, String user, String reason) {
        InetAddress source = register.source().address().getAddress();
        refused.of(source)
                .ifPresent(times ->
                        log.warn(
                                "registrar.refused user={} reason=\"{}\" source={} times={}:"
                                        + " compare the phone's name and password with"
                                        + " secrets/agent-EXTENSION, or bar the source",
                                user,
                                reason,
                                source.getHostAddress(),
                                times));
    }

    private static String word(DigestVerdict.Reason reason) {
        return switch (reason) {
            case UNKNOWN_USER -> "no such agent";
            case WRONG_PASSWORD -> "wrong password";
            case REPLAYED -> "credentials used twice";
            case NOT_UNDERSTOOD -> "digest without qop=auth or of an unknown algorithm";
        };
    }

    /** What a stranger calls itself, as far as it may stand in a log: no number of a caller. */
    private static String shown(String user) {
        return NAME.matcher(user).matches() && !LONG_NUMBER.matcher(user).find()
                ? user
                : "not-shown";
    }

    /** The response, asking for credentials. */
    static SipResponse.Builder challenge(
            SipResponse.Builder response, DigestVerdict.Challenge challenge) {
        challenge.headers().forEach(header -> response.addHeader("WWW-Authenticate", header));
        return response;
    }

    /** A user may only say where its own phones are. */
    private SipResponse.Builder authenticated(
            ServerTransaction register, DigestVerdict.Accepted accepted) {
        SipRequest request = register.request();
        String user = accepted.user();
        boolean own =
                request.to().uri() instanceof SipUri address && address.decodedUser().equals(user);
        if (!own) {
            return refusal(register, user, 403, "address of another user");
        }
        Optional<List<NameAddr>> proxies =
                path.of(request, register.source().address().getAddress());
        return proxies.isPresent()
                ? registered(register, accepted, proxies.get())
                : refusal(register, user, 400, "Path Not Understood");
    }

    private SipResponse.Builder registered(
            ServerTransaction register, DigestVerdict.Accepted accepted, List<NameAddr> proxies) {
        SipRequest request = register.request();
        RegisterRequest<Hop> wish =
                new RegisterRequest<>(
                        new RegisterOrder(
                                request.callId(),
                                request.cseq().number(),
                                accepted.challengedAtNanos()),
                        request.isContactStar(),
                        request.contacts(),
                        request.expires(),
                        register.source(),
                        proxies,
                        request.topVia().params().has("rport"));
        return switch (registrar.register(accepted.user(), wish)) {
            case RegisterOutcome.Done(List<NameAddr> contacts) -> {
                offenders.bans().isFriend(register.source().address().getAddress());
                SipResponse.Builder response = register.response(200);
                contacts.forEach(c -> response.addHeader("Contact", c.toString()));
                RegisterPath.show(proxies, request, response);
                yield response;
            }
            case RegisterOutcome.TooBrief(long min) ->
                    register.response(423).header("Min-Expires", Long.toString(min));
            case RegisterOutcome.Refused(int status, String reason) ->
                    refusal(register, accepted.user(), status, reason);
        };
    }

    private SipResponse.Builder refusal(
            ServerTransaction register, String user, int status, String reason) {
        refused(register, user, reason);
        return register.response(status);
    }
}
