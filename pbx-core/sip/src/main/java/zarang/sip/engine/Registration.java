package zarang.sip.engine;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.sip.auth.DigestServer;
import zarang.sip.auth.DigestVerdict;
import zarang.sip.message.NameAddr;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.message.SipUri;
import zarang.sip.registrar.RegisterOutcome;
import zarang.sip.registrar.RegisterRequest;
import zarang.sip.registrar.Registrar;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.ServerTransaction;

/** Answers a REGISTER: who is it, may it, and what comes of it. RFC 3261 §10.3 and §22. */
final class Registration {
    private static final Logger log = LoggerFactory.getLogger(Registration.class);

    private final DigestServer digest;
    private final Registrar<Hop> registrar;
    private final String product;

    Registration(DigestServer digest, Registrar<Hop> registrar, String product) {
        this.digest = digest;
        this.registrar = registrar;
        this.product = product;
    }

    void answer(ServerTransaction register) {
        SipRequest request = register.request();
        String uri = request.requestUri().toString();
        DigestVerdict verdict = digest.check("REGISTER", uri, request.headerLines("Authorization"));
        SipResponse.Builder response =
                switch (verdict) {
                    case DigestVerdict.Accepted(String user) -> authenticated(register, user);
                    case DigestVerdict.Challenge challenge -> challenged(register, challenge);
                    case DigestVerdict.Malformed malformed -> register.response(400);
                };
        register.respond(response.header("Server", product).build());
    }

    private static SipResponse.Builder challenged(
            ServerTransaction register, DigestVerdict.Challenge challenge) {
        if (challenge.attack()) {
            log.warn("registrar.refused source={}", register.source().address());
        }
        SipResponse.Builder response = register.response(401);
        challenge.headers().forEach(header -> response.addHeader("WWW-Authenticate", header));
        return response;
    }

    /** A user may only say where its own phones are. */
    private SipResponse.Builder authenticated(ServerTransaction register, String user) {
        SipRequest request = register.request();
        boolean own =
                request.to().uri() instanceof SipUri address && address.decodedUser().equals(user);
        if (!own) {
            log.warn("registrar.forbidden user={}", user);
            return register.response(403);
        }
        RegisterRequest<Hop> wish =
                new RegisterRequest<>(
                        request.callId(),
                        request.cseq().number(),
                        request.isContactStar(),
                        request.contacts(),
                        request.expires(),
                        register.source());
        return switch (registrar.register(user, wish)) {
            case RegisterOutcome.Done(List<NameAddr> contacts) -> {
                SipResponse.Builder response = register.response(200);
                contacts.forEach(c -> response.addHeader("Contact", c.toString()));
                yield response;
            }
            case RegisterOutcome.TooBrief(long min) ->
                    register.response(423).header("Min-Expires", Long.toString(min));
            case RegisterOutcome.Refused(int status, String reason) -> {
                log.warn("registrar.refused user={} reason={}", user, reason);
                yield register.response(status);
            }
        };
    }
}
