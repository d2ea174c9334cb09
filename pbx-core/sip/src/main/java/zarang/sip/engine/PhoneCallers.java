package zarang.sip.engine;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import zarang.sip.auth.DigestServer;
import zarang.sip.auth.DigestVerdict;
import zarang.sip.auth.GuessBrake;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.message.SipUri;
import zarang.sip.source.SourceKey;
import zarang.sip.transaction.Hop;

/**
 * Calls of our own phones: whoever sends from where a user's phone is registered, here or at
 * another node (a proxy before several brings its call to any), and as that user, proves it by the
 * phone's password before it may call. RFC 3261 §22. Where a phone and a trunk share an address,
 * this comes first. Control loop only.
 */
final class PhoneCallers {
    private static final int UNAUTHORIZED = 401;

    private final DigestServer digest;
    private final AgentPhones phones;
    private final GuessBrake brake;

    /** The last INVITE that was proved, until the next one is looked at: it is taken at once. */
    private @Nullable SipRequest proved;

    private String provedUser = "";

    PhoneCallers(DigestServer digest, AgentPhones phones, GuessBrake brake) {
        this.digest = digest;
        this.phones = phones;
        this.brake = brake;
    }

    /** What asks for credentials; empty if they are good, or it is no phone's call. */
    Optional<SipResponse.Builder> unproved(SipRequest invite, Hop source) {
        proved = null;
        InetAddress address = source.address().getAddress();
        List<String> authorization = invite.headerLines("Authorization");
        Optional<String> user = user(invite, address);
        if (user.isEmpty()) {
            return Optional.empty();
        }
        long suspect = SourceKey.with(SourceKey.of(address), user.get());
        if (!digest.hasCredentials(authorization) || !brake.judges(suspect)) {
            return Optional.of(challenge(invite, digest.challenge()));
        }
        String uri = invite.requestUri().toString();
        return switch (digest.check("INVITE", uri, authorization)) {
            case DigestVerdict.Accepted accepted -> {
                if (!accepted.user().equals(user.get())) {
                    brake.failed(suspect);
                    yield Optional.of(challenge(invite, digest.challenge()));
                }
                proved = invite;
                provedUser = accepted.user();
                yield Optional.empty();
            }
            case DigestVerdict.Challenge challenge -> {
                if (challenge.attack()) {
                    brake.failed(suspect);
                }
                yield Optional.of(challenge(invite, challenge));
            }
            case DigestVerdict.Malformed malformed -> {
                brake.failed(suspect);
                yield Optional.of(SipResponse.to(invite, 400));
            }
        };
    }

    /** As whom an INVITE of a registered phone's address calls itself. */
    private Optional<String> user(SipRequest invite, InetAddress address) {
        return Optional.of(invite.from().uri())
                .filter(SipUri.class::isInstance)
                .map(uri -> ((SipUri) uri).decodedUser())
                .filter(user -> !user.isEmpty())
                .filter(user -> phones.isAt(user, address));
    }

    private static SipResponse.Builder challenge(
            SipRequest invite, DigestVerdict.Challenge challenge) {
        return Registration.challenge(SipResponse.to(invite, UNAUTHORIZED), challenge);
    }

    /** Whose phone sent an INVITE that was just proved; empty for any other. */
    Optional<String> user(SipRequest invite) {
        return invite.equals(proved) ? Optional.of(provedUser) : Optional.empty();
    }
}
